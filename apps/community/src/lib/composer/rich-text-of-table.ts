import type { JSONContent } from '@tiptap/core';
import type { BlockNode } from '@kith/domains/rich-text/schema';

type Table = Extract<BlockNode, { type: 'table' }>;
type Cell = Table['content'][number]['content'][number];
type Line = Cell['content'][number];

/** How large a table may be; the store takes no larger one. */
export const TABLE_SIZE = { rows: 100, columns: 20 } as const;
const MOST_LINES = 20;

/** A table as the store takes it: rows of one length, cells of plain lines, spans filled with empty cells. */
export function tableOf(node: JSONContent, lineOf: (line: JSONContent) => Line): Table[] {
	const rows = (node.content ?? [])
		.slice(0, TABLE_SIZE.rows)
		.map((row) => (row.content ?? []).flatMap((cell) => cellsOf(cell, lineOf)))
		.filter((cells) => cells.length > 0)
		.map((cells) => cells.slice(0, TABLE_SIZE.columns));
	const width = Math.max(0, ...rows.map((cells) => cells.length));
	if (width === 0) return [];
	return [
		{
			type: 'table',
			content: rows.map((cells) => ({ type: 'tableRow', content: filledTo(width, cells) })),
		},
	];
}

function cellsOf(cell: JSONContent, lineOf: (line: JSONContent) => Line): Cell[] {
	const type = cell.type === 'tableHeader' ? 'tableHeader' : 'tableCell';
	const lines = (cell.content ?? []).slice(0, MOST_LINES).map(lineOf);
	const content: Line[] = lines.length > 0 ? lines : [{ type: 'paragraph' }];
	const span = Math.min(TABLE_SIZE.columns, Math.max(1, Number(cell.attrs?.['colspan']) || 1));
	return [{ type, content }, ...Array.from({ length: span - 1 }, () => empty(type))];
}

function filledTo(width: number, cells: Cell[]): Cell[] {
	const type = cells.at(-1)?.type ?? 'tableCell';
	return [...cells, ...Array.from({ length: width - cells.length }, () => empty(type))];
}

const empty = (type: Cell['type']): Cell => ({ type, content: [{ type: 'paragraph' }] });
