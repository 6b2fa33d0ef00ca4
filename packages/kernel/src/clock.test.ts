import { expect, test } from 'vitest';
import { addMonths } from './clock.ts';

test.each([
	['2026-01-31T10:00:00Z', 1, '2026-02-28T10:00:00.000Z'],
	['2028-01-31T10:00:00Z', 1, '2028-02-29T10:00:00.000Z'],
	['2026-03-15T00:00:00Z', 12, '2027-03-15T00:00:00.000Z'],
	['2026-12-31T23:59:59Z', 2, '2027-02-28T23:59:59.000Z'],
])('%s and %i months is %s', (from, months, to) => {
	expect(addMonths(new Date(from), months).toISOString()).toBe(to);
});
