import { parse } from 'csv-parse/sync';
import { InvalidError, LimitReachedError } from '@kith/kernel/errors';
import { MOST_COLUMNS, MOST_ROWS } from './imports.schema.ts';

export type List = { headings: string[]; rows: string[][] };

/**
 * The headings and rows of a list. Throws `imports.not_a_list` for what is none, `imports.empty`, `imports.too_wide`,
 * `imports.too_long`.
 */
export function readList(text: string, separator: string): List {
	const [headings, ...rows] = parseCells(text, separator);
	if (!headings || rows.length === 0) throw new InvalidError('imports.empty');
	if (headings.length > MOST_COLUMNS)
		throw new LimitReachedError('imports.too_wide', { most: MOST_COLUMNS });
	if (rows.length > MOST_ROWS) throw new LimitReachedError('imports.too_long', { most: MOST_ROWS });
	return { headings: headings.map((heading) => heading.slice(0, 120)), rows };
}

function parseCells(text: string, separator: string): string[][] {
	try {
		return parse(text, {
			...{ delimiter: separator, bom: true, trim: true, relax_column_count: true },
			...{ skip_empty_lines: true, skip_records_with_empty_values: true, relax_quotes: true },
			max_record_size: 200_000,
		});
	} catch (cause) {
		throw new InvalidError('imports.not_a_list', {}, { cause });
	}
}
