/** Spreadsheets run a cell that begins so as a formula, also with the wide forms of these signs. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** Tells spreadsheets that what follows is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** One line of a table for spreadsheets. What could be run as a formula is made a text by an apostrophe before it. */
export function csvLine(cells: readonly string[]): string {
	return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(text: string): string {
	const safe = FORMULA.test(text) ? `'${text}` : text;
	return /[",\r\n']/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
