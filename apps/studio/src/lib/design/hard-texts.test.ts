import { expect, test } from 'vitest';
import { byColours, MeasuredPage, shownRatio } from './hard-texts.ts';

const GREY = { ratio: 1.6, needed: 4.5, ink: '#cccccc', ground: '#ffffff' };
const PALE = { ratio: 1.1, needed: 4.5, ink: '#eeeeee', ground: '#ffffff' };

test('texts in the same colours are told together, the hardest first', () => {
	const texts = [
		{ ...GREY, text: 'Home' },
		{ ...PALE, text: 'Welcome' },
		{ ...GREY, text: 'Members' },
	];
	expect(byColours(texts)).toMatchObject([
		{ ink: '#eeeeee', texts: ['Welcome'] },
		{ ink: '#cccccc', texts: ['Home', 'Members'] },
	]);
});

test('a ratio is never told better than it is', () => {
	expect([4.49, 4.5, 1].map(shownRatio)).toEqual([4.4, 4.5, 1]);
});

test('an answer is taken only whole and within bounds', () => {
	const texts = [{ ...GREY, text: 'Home' }];
	const scheme = { scheme: 'light', total: 1, unsure: 0, texts };
	const answer = { type: 'kith:measured', id: 3, measured: [scheme] };
	const isTaken = (data: unknown) => MeasuredPage.safeParse(data).success;
	expect(isTaken(answer)).toBe(true);
	expect(isTaken({ ...answer, measured: null })).toBe(true);
	expect(isTaken({ ...answer, type: 'kith:ready' })).toBe(false);
	expect(isTaken({ ...answer, measured: [{ ...scheme, total: -1 }] })).toBe(false);
	expect(isTaken({ ...answer, measured: [{ ...scheme, texts: Array(21).fill(texts[0]) }] })).toBe(
		false,
	);
	expect(
		isTaken({ ...answer, measured: [{ ...scheme, texts: [{ ...GREY, text: 'x'.repeat(61) }] }] }),
	).toBe(false);
});
