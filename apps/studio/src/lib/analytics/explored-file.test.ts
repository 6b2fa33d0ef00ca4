import { expect, test } from 'vitest';
import { exploredFile } from './explored-file.ts';

test('an answer as a file holds what the chart shows, and words for what names it', () => {
	const rows = [
		['news.example', 12],
		['@invited', null],
		['@others', 7],
	];
	const asked = { dimension: 'origin', metric: 'newcomers' } as const;
	expect(exploredFile(asked, { columns: ['origin', 'newcomers'], rows })).toBe(
		'\uFEFFWhat led them here,Newcomers\r\nnews.example,12\r\nInvitation,\r\nOthers,7\r\n',
	);
});

test('days stay days, and what was before stands beside them', () => {
	const asked = { dimension: 'day', metric: 'post' } as const;
	const columns = ['day', 'post', 'before'];
	expect(exploredFile(asked, { columns, rows: [['2026-11-23', 3, 0]] })).toBe(
		'\uFEFFDay,Posts,Time before\r\n2026-11-23,3,0\r\n',
	);
	const weekdays = exploredFile(
		{ dimension: 'weekday', metric: 'post' },
		{
			...{ columns: ['weekday', 'post'], rows: [[1, 3]] },
		},
	);
	expect(weekdays).toContain('Mon,3');
});
