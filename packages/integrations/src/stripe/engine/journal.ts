import {
	appendFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Kind } from './kinds.ts';
import type { Store } from './store.ts';

type Line = [account: string, kind: Kind, id: string, value: { id: string } | null];

/** Keeps a store in one file: a line for each change, written anew without the past when a process starts. */
export class Journal {
	readonly #file: string;
	readonly #store: Store;
	readonly #changed = new Map<string, [string, Kind, string]>();

	constructor(folder: string, store: Store) {
		mkdirSync(folder, { recursive: true });
		this.#file = path.join(folder, 'stripe.jsonl');
		this.#store = store;
	}

	/** Fills the store with what earlier processes left, and watches it from then on. */
	open(): void {
		const kept = new Map<string, Line>();
		for (const line of this.#read()) {
			const [account, kind, id, value] = line;
			if (value === null) kept.delete(`${account} ${kind} ${id}`);
			else kept.set(`${account} ${kind} ${id}`, line);
		}
		for (const [account, kind, , value] of kept.values())
			this.#store.put(account, kind, value as never);
		const lines = [...kept.values()].map((line) => `${JSON.stringify(line)}\n`);
		writeFileSync(`${this.#file}.part`, lines.join(''));
		renameSync(`${this.#file}.part`, this.#file);
		this.#store.watch = (account, kind, id) =>
			this.#changed.set(`${account} ${kind} ${id}`, [account, kind, id]);
	}

	/** Writes down what has changed since the last time. */
	flush(): void {
		if (this.#changed.size === 0) return;
		const lines = [...this.#changed.values()].map(([account, kind, id]) => {
			const value = this.#store.get(account, kind, id) ?? null;
			return `${JSON.stringify([account, kind, id, value])}\n`;
		});
		this.#changed.clear();
		appendFileSync(this.#file, lines.join(''));
	}

	#read(): Line[] {
		if (!existsSync(this.#file)) return [];
		const lines = readFileSync(this.#file, 'utf8').split('\n');
		return lines.flatMap((text): Line[] => {
			try {
				return [JSON.parse(text) as Line];
			} catch {
				// The last line of a process that was killed may be torn.
				return [];
			}
		});
	}
}
