import { expect, test } from 'vitest';
import type { Report } from '@kith/domains/analytics/schema';
import { reportFile } from './report-file.ts';

const report = (columns: string[], rows: Report['rows']): Report => ({
	...{ name: 'origins', columns, rows, asOf: new Date(0), isWhole: true, timeZone: 'UTC' },
});

test('a file holds the numbers of the chart, and the words of what names them', () => {
	const text = reportFile(
		report(
			['origin', 'joined'],
			[
				['@others', 12],
				['news.example', 7],
			],
		),
	);
	expect(text).toBe('\uFEFFSource,Joined\r\nOthers,12\r\nnews.example,7\r\n');
});

test('what led somebody here runs nothing in a spreadsheet, and a number that is held back stays empty', () => {
	const text = reportFile(report(['origin', 'joined'], [['=cmd()', null]]));
	expect(text.split('\r\n')[1]).toBe(`"'=cmd()",`);
});

test('a week of the health index is headed as one, and a part that nothing is said of stays empty', () => {
	const text = reportFile(report(['week_of', 'health', 'activation'], [['2026-11-23', 81, null]]));
	expect(text).toBe('\uFEFFWeek,Health index,Activation\r\n2026-11-23,81,\r\n');
});
