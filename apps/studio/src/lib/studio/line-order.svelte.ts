import { m } from '#lib/paraglide/messages.js';
import { markOf, placed, stepped, type Mark } from './order.ts';

type Line = { id: string };
type Board<L extends Line> = {
	lines: () => readonly L[];
	/** Takes the lines in their new order. */
	arrange: (lines: L[]) => void;
	nameOf: (line: L) => string;
};

/** What a line needs to know of the order that it stands in. */
export type Moves = Pick<LineOrder<Line>, 'step' | 'drop' | 'markOf' | 'held' | 'spot'>;

/** The order of lines that are edited on the page: moved by keys, by a menu or by dragging, and saved with the rest. */
export class LineOrder<L extends Line> {
	readonly #board: Board<L>;
	/** Read out after a move. */
	spoken = $state('');
	held = $state<string>();
	spot = $state<number>();

	constructor(board: Board<L>) {
		this.#board = board;
	}

	step(id: string, step: -1 | 1): void {
		this.#apply(stepped(this.#board.lines(), id, step), id);
	}

	drop(): void {
		const { held, spot } = this;
		this.held = undefined;
		this.spot = undefined;
		if (held !== undefined && spot !== undefined)
			this.#apply(placed(this.#board.lines(), held, spot), held);
	}

	markOf(id: string): Mark {
		const { held, spot } = this;
		if (held === undefined || spot === undefined) return '';
		return markOf(this.#board.lines(), id, { id: held, index: spot });
	}

	#apply(next: L[], id: string): void {
		const before = this.#board.lines();
		if (next.every((line, index) => line === before[index])) return;
		const at = next.findIndex((line) => line.id === id);
		const line = next[at];
		if (!line) return;
		this.#board.arrange(next);
		const place = { place: at + 1, count: next.length };
		this.spoken = m.fields_moved({ name: this.#board.nameOf(line), ...place });
	}
}
