import { expect, test } from 'vitest';
import { fullTime, relativeTime } from './relative-time.ts';

const now = new Date('2026-11-23T12:00:00Z');

test.each([
	['2026-11-23T11:59:50Z', 'now'],
	['2026-11-23T11:59:15Z', '45 seconds ago'],
	['2026-11-23T11:01:00Z', '59 minutes ago'],
	['2026-11-23T09:00:00Z', '3 hours ago'],
	['2026-11-22T11:00:00Z', 'yesterday'],
	['2026-11-24T13:00:00Z', 'tomorrow'],
	['2026-11-10T12:00:00Z', 'last week'],
	['2026-09-01T12:00:00Z', 'Sep 1'],
	['2024-09-01T12:00:00Z', 'Sep 1, 2024'],
])('%s reads as "%s"', (at, words) => {
	expect(relativeTime(new Date(at), now, 'en', 'UTC')).toBe(words);
});

test('the words and the full time follow the locale', () => {
	const at = new Date('2026-11-23T09:00:00Z');
	expect(relativeTime(at, now, 'de', 'UTC')).toBe('vor 3 Stunden');
	expect(fullTime(at, 'de', 'Europe/Berlin')).toContain('23. November 2026');
	expect(fullTime(at, 'de', 'Europe/Berlin')).toContain('10:00');
});
