const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
	ArrowUp: [-1, 0],
	ArrowDown: [1, 0],
	ArrowLeft: [0, -1],
	ArrowRight: [0, 1],
};

/** The one cell of a grid that the tab key reaches; arrows, Home, End and page keys lead to the others. */
export class GridFocus {
	readonly #rows: () => number;
	readonly #columns: () => number;
	row = $state(0);
	column = $state(0);

	constructor(rows: () => number, columns: () => number) {
		this.#rows = rows;
		this.#columns = columns;
	}

	isAt(row: number, column: number): boolean {
		const last = { row: this.#rows() - 1, column: this.#columns() - 1 };
		return row === Math.min(this.row, last.row) && column === Math.min(this.column, last.column);
	}

	set(row: number, column: number): void {
		this.row = row;
		this.column = column;
	}

	/** Follows a key; returns whether it was one that moves. */
	move(event: KeyboardEvent): boolean {
		const to = this.#target(event);
		if (!to) return false;
		event.preventDefault();
		const [row, column] = [clamp(to[0], this.#rows()), clamp(to[1], this.#columns())];
		this.set(row, column);
		const grid = event.currentTarget as HTMLElement;
		grid.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)?.focus();
		return true;
	}

	#target({ key, currentTarget, ctrlKey }: KeyboardEvent): [number, number] | undefined {
		const step = STEPS[key];
		if (step) {
			const isMirrored = getComputedStyle(currentTarget as HTMLElement).direction === 'rtl';
			return [this.row + step[0], this.column + step[1] * (isMirrored ? -1 : 1)];
		}
		if (key === 'Home') return [ctrlKey ? 0 : this.row, 0];
		if (key === 'End') return [ctrlKey ? Infinity : this.row, Infinity];
		if (key === 'PageUp') return [this.row - 8, this.column];
		if (key === 'PageDown') return [this.row + 8, this.column];
		return undefined;
	}
}

const clamp = (at: number, count: number) => Math.max(0, Math.min(count - 1, at));
