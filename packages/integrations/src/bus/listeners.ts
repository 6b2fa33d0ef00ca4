import type { Logger } from '@kith/kernel/logger';

/** A set of listeners in which one that throws does not keep the others from hearing. */
export class Listeners<T extends unknown[]> {
	readonly #listeners = new Set<{ hear: (...heard: T) => void }>();
	readonly #logger: Pick<Logger, 'error'> | undefined;

	constructor(logger: Pick<Logger, 'error'> | undefined) {
		this.#logger = logger;
	}

	/** Adds a listener; the same function added twice hears twice. Returns how to remove it. */
	add(hear: (...heard: T) => void): () => void {
		const entry = { hear };
		this.#listeners.add(entry);
		return () => void this.#listeners.delete(entry);
	}

	tell(...heard: T): void {
		for (const { hear } of [...this.#listeners]) {
			try {
				hear(...heard);
			} catch (error) {
				this.#logger?.error({ err: error }, 'a bus listener failed');
			}
		}
	}

	clear(): void {
		this.#listeners.clear();
	}
}
