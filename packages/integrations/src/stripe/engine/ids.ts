import { randomBytes } from 'node:crypto';

/** Names for new objects: unlike each other in one process and from one to the next. */
export class Ids {
	readonly #salt = randomBytes(6).toString('hex');
	#count = 0;

	next(prefix: string): string {
		this.#count += 1;
		return `${prefix}_${this.#salt}${this.#count.toString(36).padStart(6, '0')}`;
	}
}
