import { expect, test } from 'vitest';
import { localOf, momentOf } from './local-time.ts';

test.for([
	['2026-01-15T09:30', 'Europe/Berlin', '2026-01-15T08:30:00.000Z'],
	['2026-07-15T09:30', 'Europe/Berlin', '2026-07-15T07:30:00.000Z'],
	['2026-03-29T09:30', 'Europe/Berlin', '2026-03-29T07:30:00.000Z'],
	['2026-10-25T09:30', 'Europe/Berlin', '2026-10-25T08:30:00.000Z'],
	['2026-07-15T09:30', 'Asia/Kolkata', '2026-07-15T04:00:00.000Z'],
	['2026-01-01T00:15', 'Pacific/Auckland', '2025-12-31T11:15:00.000Z'],
	['2026-01-15T09:30', 'UTC', '2026-01-15T09:30:00.000Z'],
] as const)('%s in %s is %s, and back', ([local, timeZone, utc]) => {
	expect(momentOf(local, timeZone)?.toISOString()).toBe(utc);
	expect(localOf(new Date(utc), timeZone)).toBe(local);
});

test('what is no time is none', () => {
	for (const text of ['', 'tomorrow', '2026-13-01T00:00', '2026-01-15'])
		expect(momentOf(text, 'UTC')).toBeNull();
});
