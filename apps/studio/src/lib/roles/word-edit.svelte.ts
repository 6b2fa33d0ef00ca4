import type { Permission } from '@kith/domains/permissions/schema';

export type Word = 'allow' | 'deny' | 'inherit';
type Words = Readonly<Record<string, 'allow' | 'deny'>>;
/** Of each column, what it says; what is not named is inherited. */
export type Sheet = Readonly<Record<string, Words>>;
export type Cell = { column: string; permission: Permission };
export type Change = Cell & { before: Word; after: Word };

const ORDER: readonly Word[] = ['inherit', 'allow', 'deny'];

export const wordIn = (sheet: Sheet, { column, permission }: Cell): Word =>
	sheet[column]?.[permission] ?? 'inherit';

/** What comes after a word when a cell is pressed. */
export const nextWord = (word: Word): Word =>
	ORDER[(ORDER.indexOf(word) + 1) % ORDER.length] ?? 'inherit';

/** Words that are being changed, with what they were, and every step back. */
export class WordEdit {
	readonly #saved: () => Sheet;
	/** The columns in which something was said; the others are as they are saved. */
	#said = $state.raw<Sheet>({});
	#past = $state.raw<readonly Sheet[]>([]);
	#future = $state.raw<readonly Sheet[]>([]);

	constructor(saved: () => Sheet) {
		this.#saved = saved;
	}

	get sheet(): Sheet {
		return { ...this.#saved(), ...this.#said };
	}

	get canUndo(): boolean {
		return this.#past.length > 0;
	}

	get canRedo(): boolean {
		return this.#future.length > 0;
	}

	/** Everything that differs from what is saved. */
	get changes(): Change[] {
		const saved = this.#saved();
		return Object.entries(this.#said).flatMap(([column, words]) =>
			Object.keys({ ...saved[column], ...words }).flatMap((permission) => {
				const cell = { column, permission: permission as Permission };
				const [before, after] = [wordIn(saved, cell), wordIn(this.#said, cell)];
				return before === after ? [] : [{ ...cell, before, after }];
			}),
		);
	}

	/** Says one word in any number of cells, as one step. */
	say(cells: readonly Cell[], word: Word): void {
		const said: Record<string, Record<string, 'allow' | 'deny'>> = {};
		for (const [column, words] of Object.entries(this.#said)) said[column] = { ...words };
		for (const { column, permission } of cells) {
			const words = (said[column] ??= { ...this.#saved()[column] });
			if (word === 'inherit') delete words[permission];
			else words[permission] = word;
		}
		this.#past = [...this.#past, this.#said];
		this.#future = [];
		this.#said = said;
	}

	undo(): void {
		const before = this.#past.at(-1);
		if (!before) return;
		this.#future = [this.#said, ...this.#future];
		this.#past = this.#past.slice(0, -1);
		this.#said = before;
	}

	redo(): void {
		const [after, ...rest] = this.#future;
		if (!after) return;
		this.#past = [...this.#past, this.#said];
		this.#future = rest;
		this.#said = after;
	}

	/** Begins anew with what is saved. */
	reset(): void {
		this.#said = {};
		this.#past = [];
		this.#future = [];
	}
}
