import { expect, test } from 'vitest';
import type { PollView } from '@kith/domains/polls/schema';
import { ballotIn } from './ballot-in.ts';

const poll = (method: PollView['method']) =>
	({ method, choices: [0, 1, 2].map((at) => ({ text: String(at), count: null })) }) as PollView;
const form = (fields: [string, string][]) => {
	const data = new FormData();
	for (const [name, value] of fields) data.append(name, value);
	return data;
};

test('boxes that are ticked are chosen, and nonsense is not', () => {
	const data = form([
		['choice', '2'],
		['choice', '0'],
		['choice', 'x'],
	]);
	expect(ballotIn(data, poll('multiple'))).toEqual([2, 0]);
	expect(ballotIn(form([]), poll('single'))).toEqual([]);
});

test('numbers give the order, and what has none is left out', () => {
	const data = form([
		['rank-0', '2'],
		['rank-1', ''],
		['rank-2', '1'],
	]);
	expect(ballotIn(data, poll('ranked'))).toEqual([2, 0]);
	const level = form([
		['rank-0', '1'],
		['rank-1', '1'],
	]);
	expect(ballotIn(level, poll('ranked'))).toEqual([0, 1]);
});
