import type { Store } from './store.ts';

/** Something that happens to `target` when its clock reaches `at` (seconds). */
export type Timer = {
	id: string;
	at: number;
	/** A test clock, or `real` for the clock everybody shares. */
	clock: string;
	account: string;
	task: string;
	target: string;
};

type Entry = { at: number; turn: number; account: string; id: string };

/** What is to come on each clock, soonest first. A timer that was set anew or taken away leaves a dead entry behind. */
export class Timers {
	readonly #store: Store;
	readonly #heaps = new Map<string, Entry[]>();
	#turn = 0;

	constructor(store: Store) {
		this.#store = store;
	}

	/** One timer per task and target: a later call replaces the earlier. */
	set(account: string, clock: string, task: string, target: string, at: number): void {
		const id = `${task}:${target}`;
		this.#store.put(account, 'own.timer', { id, at, clock, account, task, target });
		this.#push(clock, { at, turn: (this.#turn += 1), account, id });
	}

	clear(account: string, task: string, target: string): void {
		this.#store.drop(account, 'own.timer', `${task}:${target}`);
	}

	/** Takes the next timer of a clock that is due at `now`. */
	take(clock: string, now: number): Timer | undefined {
		const heap = this.#heaps.get(clock) ?? [];
		for (let entry = heap[0]; entry !== undefined && entry.at <= now; entry = heap[0]) {
			this.#pop(heap);
			const timer = this.#store.get(entry.account, 'own.timer', entry.id);
			if (timer === undefined || timer.at !== entry.at || timer.clock !== clock) continue;
			this.#store.drop(entry.account, 'own.timer', entry.id);
			return timer;
		}
		return undefined;
	}

	/** After the store was filled from a file. */
	restore(): void {
		for (const account of this.#store.accounts())
			for (const { id, at, clock } of this.#store.all(account, 'own.timer'))
				this.#push(clock, { at, turn: (this.#turn += 1), account, id });
	}

	#push(clock: string, entry: Entry): void {
		let heap = this.#heaps.get(clock);
		if (heap === undefined) this.#heaps.set(clock, (heap = []));
		let place = heap.push(entry) - 1;
		while (place > 0) {
			const above = (place - 1) >> 1;
			const parent = heap[above];
			if (parent === undefined || !isSooner(entry, parent)) break;
			heap[place] = parent;
			place = above;
		}
		heap[place] = entry;
	}

	#pop(heap: Entry[]): void {
		const last = heap.pop();
		if (last === undefined || heap.length === 0) return;
		let place = 0;
		for (;;) {
			let below = 2 * place + 1;
			let child = heap[below];
			if (child === undefined) break;
			const right = heap[below + 1];
			if (right !== undefined && isSooner(right, child)) {
				child = right;
				below += 1;
			}
			if (!isSooner(child, last)) break;
			heap[place] = child;
			place = below;
		}
		heap[place] = last;
	}
}

const isSooner = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.turn < b.turn);
