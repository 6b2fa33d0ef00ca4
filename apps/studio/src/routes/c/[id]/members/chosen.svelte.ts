/** Which members of a list are chosen; more may be asked for than what is shown. */
export class Chosen {
	#ids = $state.raw<readonly string[]>([]);
	/** Instead of single ones: everybody that the filter means. */
	isWhole = $state(false);

	get ids(): string[] {
		return [...this.#ids];
	}

	get size(): number {
		return this.#ids.length;
	}

	has(id: string): boolean {
		return this.isWhole || this.#ids.includes(id);
	}

	holdsAll(ids: readonly string[]): boolean {
		return ids.length > 0 && ids.every((id) => this.has(id));
	}

	set(id: string, on: boolean): void {
		this.setAll([id], on);
	}

	setAll(ids: readonly string[], on: boolean): void {
		this.isWhole = false;
		const others = this.#ids.filter((id) => !ids.includes(id));
		this.#ids = on ? [...others, ...ids] : others;
	}

	clear(): void {
		this.isWhole = false;
		this.#ids = [];
	}
}
