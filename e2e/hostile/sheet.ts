import { HOSTILE_TEXTS } from '@kith/testing/hostile-texts';

/** What a field of 150 signs can hold: longer ones, and what cannot be stored, are refused before any page shows them. */
export const VECTORS: readonly string[] = Object.values(HOSTILE_TEXTS)
	.flat()
	.filter((text) => text.length <= 150 && text.trim() !== '')
	.filter((text) => text.isWellFormed() && !text.includes('\u0000'));

const DAY_MS = 86_400_000;
/** A third of them in each run, another one each day; all of them when `KITH_ALL_TEXTS` is set. */
const SHARES = process.env.KITH_ALL_TEXTS ? 1 : 3;
const TODAYS = VECTORS.filter((_, at) => at % SHARES === Math.floor(Date.now() / DAY_MS) % SHARES);

/** Without blanks: markup joins them, and a field of one line drops the ends of lines. */
const plainly = (text: string): string => text.replaceAll(/\s+/gu, '');

type Takes = (vector: string) => boolean;
const everything: Takes = () => true;

/** Which texts went into which field, and which of them a page has shown since. */
export class Sheet {
	readonly #waiting = new Map<string, Set<string>>();

	/**
	 * Every vector that fits, for one field: as many together as it holds. Each text ends in a mark of its own, so that
	 * what a page shows is known to come from there; to a script it is a comment.
	 */
	put(field: string, most: number, takes: Takes = everything): string[] {
		const mark = this.#begin(field);
		const texts: string[] = [];
		let together = '';
		for (const vector of TODAYS.filter(takes)) {
			const room = most - mark(texts.length + 1).length;
			if (vector.length > room) continue;
			const longer = together === '' ? vector : `${together} ${vector}`;
			if (longer.length > room) texts.push(together + mark(texts.length));
			together = longer.length > room ? vector : longer;
		}
		return this.#keep(field, [...texts, together + mark(texts.length)]);
	}

	/** Every vector that fits, each as a text by itself. */
	putEach(field: string, most: number, takes: Takes = everything): string[] {
		const mark = this.#begin(field);
		const marked = TODAYS.filter(takes).map((vector, at) => vector + mark(at));
		return this.#keep(
			field,
			marked.filter((text) => text.length <= most),
		);
	}

	/** Takes note of what a page shows. */
	see(shown: string): void {
		const page = plainly(shown);
		for (const texts of this.#waiting.values())
			for (const text of texts) if (page.includes(text)) texts.delete(text);
	}

	get fields(): readonly string[] {
		return [...this.#waiting.keys()];
	}

	/** The texts that no page has shown, by their field. */
	get unseen(): Record<string, string[]> {
		const left = [...this.#waiting].filter(([, texts]) => texts.size > 0);
		return Object.fromEntries(left.map(([field, texts]) => [field, [...texts]]));
	}

	#begin(field: string): (at: number) => string {
		if (this.#waiting.has(field)) throw new Error(`${field} has its texts already`);
		const number = this.#waiting.size.toString(36);
		return (at) => `//${number}.${at.toString(36)}`;
	}

	#keep(field: string, texts: string[]): string[] {
		this.#waiting.set(field, new Set(texts.map(plainly)));
		return texts;
	}
}

/** Does something with each, six at a time. */
export async function withEach<T>(
	all: readonly T[],
	work: (one: T, at: number) => Promise<unknown>,
): Promise<void> {
	const waiting = all.entries();
	const worker = async () => {
		for (const [at, one] of waiting) await work(one, at);
	};
	await Promise.all(Array.from({ length: 6 }, worker));
}

type Page<T> = { items: T[]; nextCursor: string | null };

/** Goes to each further page of a list; answers what comes first in it. */
export async function withPages<T>(
	list: (page: { cursor?: string }) => Promise<Page<T>>,
	go: (cursor: string) => Promise<void>,
): Promise<T | undefined> {
	const first = await list({});
	let { nextCursor } = first;
	while (nextCursor !== null) {
		await go(nextCursor);
		({ nextCursor } = await list({ cursor: nextCursor }));
	}
	return first.items[0];
}

/** A list in parts of so many. */
export const partsOf = <T>(all: readonly T[], size: number): T[][] =>
	Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
		all.slice(at * size, (at + 1) * size),
	);
