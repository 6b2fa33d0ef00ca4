import type { Cell, Report } from '@kith/domains/analytics/schema';
import { BYTE_ORDER_MARK, csvLine } from '#lib/studio/csv.ts';
import { figureWords, moderatorWords } from './moderation-words.ts';
import { columnWords, originWords, stepWords, weekdayWords } from './report-words.ts';

/** A report as a file for spreadsheets: the numbers as they are, what names a row in words. */
export function reportFile({ columns, rows }: Pick<Report, 'columns' | 'rows'>): string {
	const lines = rows.map((row) =>
		csvLine(row.map((cell, at) => cellWords(cell, columns[at] ?? ''))),
	);
	return BYTE_ORDER_MARK + csvLine(columns.map(columnWords)) + lines.join('');
}

function cellWords(cell: Cell, column: string): string {
	if (cell === null) return '';
	if (column === 'figure') return figureWords(String(cell));
	if (column === 'moderator') return moderatorWords(String(cell));
	if (column === 'step') return stepWords(cell);
	if (column === 'weekday') return weekdayWords(cell);
	if (column === 'origin' || column === 'campaign') return originWords(cell, column);
	return String(cell);
}
