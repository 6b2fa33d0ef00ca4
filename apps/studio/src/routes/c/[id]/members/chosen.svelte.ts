/** Which members of a list are chosen; more may be asked for than what is shown. */
export class Chosen {
	#ids = $state.raw<ReadonlySet<string>>(new Set());
	/** Instead of single ones: everybody that the filter means. */
	isWhole = $state(false);

	get ids(): string[] {
		return [...this.#ids];
	}

	get size(): number {
		return this.#ids.size;
	}

	has(id: string): boolean {
		return this.isWhole || this.#ids.has(id);
	}

	holdsAll(ids: readonly string[]): boolean {
		return ids.length > 0 && ids.every((id) => this.has(id));
	}

	set(id: string, on: boolean): void {
		this.setAll([id], on);
	}

	setAll(ids: readonly string[], on: boolean): void {
		this.isWhole = false;
		const others = new Set([...this.#ids].filter((id) => !ids.includes(id)));
		this.#ids = on ? new Set([...others, ...ids]) : others;
	}

	clear(): void {
		this.isWhole = false;
		this.#ids = new Set();
	}
}
