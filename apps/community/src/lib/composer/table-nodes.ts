import type { Extensions } from '@tiptap/core';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';

const LINES = 'paragraph+';

/** Tables of plain lines: no merged cells, no widths, nothing but words in a cell. */
export const tableNodes: Extensions = [
	Table.configure({ resizable: false, renderWrapper: true, allowTableNodeSelection: true }),
	TableRow,
	TableCell.extend({ content: LINES }),
	TableHeader.extend({ content: LINES }),
];
