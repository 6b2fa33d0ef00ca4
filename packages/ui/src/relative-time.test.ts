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

test('days are those of the reader', () => {
	const morning = new Date('2026-11-23T06:00:00Z');
	const late = new Date('2026-11-21T23:30:00Z');
	expect(relativeTime(late, morning, 'en', 'UTC')).toBe('2 days ago');
	expect(relativeTime(late, morning, 'en', 'Europe/Berlin')).toBe('yesterday');
	expect(relativeTime(late, morning, 'en', 'America/Los_Angeles')).toBe('yesterday');
	const newYear = new Date('2026-01-01T00:30:00Z');
	const summer = new Date('2026-06-01T12:00:00Z');
	expect(relativeTime(newYear, summer, 'en', 'UTC')).toBe('Jan 1');
	expect(relativeTime(newYear, summer, 'en', 'America/New_York')).toBe('Dec 31, 2025');
});

test.each([
	['es', 'hace 3 horas', 'ayer', '1 sept'],
	['fr', 'il y a 3 heures', 'hier', '1 sept.'],
	['ja', '3 時間前', '昨日', '9月1日'],
	['ar', 'قبل 3 ساعات', 'أمس', '1 سبتمبر'],
])('%s reads as its people write', (locale, hours, day, month) => {
	const words = (at: string) => relativeTime(new Date(at), now, locale, 'UTC');
	expect(words('2026-11-23T09:00:00Z')).toBe(hours);
	expect(words('2026-11-22T11:00:00Z')).toBe(day);
	expect(words('2026-09-01T12:00:00Z')).toBe(month);
});

test('the words and the full time follow the locale', () => {
	const at = new Date('2026-11-23T09:00:00Z');
	expect(relativeTime(at, now, 'de', 'UTC')).toBe('vor 3 Stunden');
	expect(fullTime(at, 'de', 'Europe/Berlin')).toContain('23. November 2026');
	expect(fullTime(at, 'de', 'Europe/Berlin')).toContain('10:00');
});
