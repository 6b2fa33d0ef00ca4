import { expect, test } from 'vitest';
import { dayIn, endDays, endOf } from './poll-end.ts';

test('a poll ends with its last day where the page says that is', () => {
	expect(endOf({ days: 'date', endsOn: '2026-12-01' }, 'Pacific/Auckland')).toEqual({
		...{ openDays: null, endsAt: '2026-12-01T10:59:00.000Z' },
	});
	expect(endOf({ days: '7', endsOn: '2026-12-01' }, 'UTC')).toEqual({ openDays: 7 });
	expect(endOf({ days: '', endsOn: '' }, 'UTC')).toEqual({ openDays: null });
	expect(endOf({ days: 'date', endsOn: '' }, 'UTC')).toBeNull();
});

test('days are those of the zone, also beside midnight', () => {
	expect(dayIn('2026-12-01T10:59:00.000Z', 'Pacific/Auckland')).toBe('2026-12-01');
	expect(dayIn('2026-12-01T11:00:00.000Z', 'Pacific/Auckland')).toBe('2026-12-02');
	const days = endDays(new Date('2026-12-31T23:30:00Z'), 'Europe/Berlin');
	expect(days).toEqual({ min: '2027-01-01', max: '2028-01-01' });
});
