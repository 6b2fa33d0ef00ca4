/** Remembers the last `capacity` ids, oldest forgotten first. */
export class RecentIds {
	readonly #ids = new Set<string>();
	readonly #capacity: number;

	constructor(capacity: number) {
		this.#capacity = capacity;
	}

	/** Whether `id` is new; it is known from now on. */
	add(id: string): boolean {
		if (this.#ids.has(id)) return false;
		this.#ids.add(id);
		const [oldest] = this.#ids;
		if (this.#ids.size > this.#capacity && oldest !== undefined) this.#ids.delete(oldest);
		return true;
	}
}
