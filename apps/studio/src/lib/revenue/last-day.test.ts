import { expect, test } from 'vitest';
import { dayOf, endOfDay } from './last-day.ts';

test('a last day counts to its end, and is the day that was chosen', () => {
	const end = endOfDay('2027-03-03');
	expect(end?.getHours()).toBe(23);
	expect(end && dayOf(end)).toBe('2027-03-03');
});

test.each(['', 'tomorrow', '2027-03'])('"%s" is no day', (text) => {
	expect(endOfDay(text)).toBeNull();
});
