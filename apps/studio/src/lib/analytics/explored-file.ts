import type { AskExplore, Explored } from '@kith/domains/analytics/explore';
import { m } from '#lib/paraglide/messages.js';
import { BYTE_ORDER_MARK, csvLine } from '#lib/studio/csv.ts';
import { DIMENSIONS, lineWords, METRICS } from './explorer-words.ts';

type Table = Pick<Explored, 'columns' | 'rows'>;

/** What stands above the columns of an answer. */
export const headOf = (
	{ dimension, metric }: Pick<AskExplore, 'dimension' | 'metric'>,
	{ columns }: Pick<Table, 'columns'>,
): string[] => [
	...[DIMENSIONS[dimension](), METRICS[metric].label()],
	...(columns.length > 2 ? [m.modnum_time_before()] : []),
];

/** An answer as a file for spreadsheets: numbers and days as they are, everything else in words. */
export function exploredFile(
	asked: Pick<AskExplore, 'dimension' | 'metric'>,
	table: Table,
): string {
	const { dimension } = asked;
	const isDay = dimension === 'day' || dimension === 'week';
	const lines = table.rows.map(([name = null, ...numbers]) =>
		csvLine([
			isDay ? String(name) : lineWords(dimension, name),
			...numbers.map((n) => (n === null ? '' : String(n))),
		]),
	);
	return BYTE_ORDER_MARK + csvLine(headOf(asked, table)) + lines.join('');
}
