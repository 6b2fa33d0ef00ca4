const MOST = 100;
const TOGETHER_MS = 900;

/** Steps back and forth between states; what follows the same thing at once is one step. */
export class Steps<State> {
	#past = $state.raw<readonly State[]>([]);
	#future = $state.raw<readonly State[]>([]);
	#last = { what: '', at: 0 };

	get canUndo(): boolean {
		return this.#past.length > 0;
	}

	get canRedo(): boolean {
		return this.#future.length > 0;
	}

	/** Remembers how it was before a change. */
	take(before: State, what: string): void {
		const now = performance.now();
		const isSame = this.#last.what === what && now - this.#last.at < TOGETHER_MS;
		this.#last = { what, at: now };
		this.#future = [];
		if (!isSame) this.#past = [...this.#past, before].slice(-MOST);
	}

	/** How it was before the last change; undefined where there was none. */
	undo(current: State): State | undefined {
		const before = this.#past.at(-1);
		if (before === undefined) return undefined;
		this.#past = this.#past.slice(0, -1);
		this.#future = [current, ...this.#future];
		this.#last = { what: '', at: 0 };
		return before;
	}

	redo(current: State): State | undefined {
		const [next, ...rest] = this.#future;
		if (next === undefined) return undefined;
		this.#future = rest;
		this.#past = [...this.#past, current];
		this.#last = { what: '', at: 0 };
		return next;
	}

	forget(): void {
		this.#past = [];
		this.#future = [];
	}
}
