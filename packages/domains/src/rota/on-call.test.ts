import { expect, test } from 'vitest';
import { shiftsAt } from './on-call.ts';
import { gapsOn, type Shift } from './rota.schema.ts';

const shift = (days: number[], from: number, to: number): Shift => ({
	...{ id: 'shift', memberId: 'member', days, from: from * 60, to: to * 60 },
});
const isOn = (one: Shift, at: string, timeZone = 'UTC') =>
	shiftsAt([one], new Date(`${at}Z`), timeZone).length === 1;

test('a shift holds from its first minute to before its last, on its days', () => {
	// A Monday.
	const day = shift([1, 3], 9, 17);
	expect(isOn(day, '2026-03-02T08:59:59')).toBe(false);
	expect(isOn(day, '2026-03-02T09:00:00')).toBe(true);
	expect(isOn(day, '2026-03-02T16:59:59')).toBe(true);
	expect(isOn(day, '2026-03-02T17:00:00')).toBe(false);
	expect(isOn(day, '2026-03-03T12:00:00')).toBe(false);
	expect(isOn(day, '2026-03-04T12:00:00')).toBe(true);
});

test('one over midnight goes on into the day after, also from Sunday to Monday', () => {
	const night = shift([7], 22, 6);
	expect(isOn(night, '2026-03-01T21:59:00')).toBe(false);
	expect(isOn(night, '2026-03-01T23:00:00')).toBe(true);
	expect(isOn(night, '2026-03-02T05:59:00')).toBe(true);
	expect(isOn(night, '2026-03-02T06:00:00')).toBe(false);
	expect(isOn(night, '2026-03-02T23:00:00')).toBe(false);
	const whole = shift([6], 8, 8);
	expect(isOn(whole, '2026-02-28T07:59:00')).toBe(false);
	expect(isOn(whole, '2026-02-28T08:00:00')).toBe(true);
	expect(isOn(whole, '2026-03-01T07:59:00')).toBe(true);
	expect(isOn(whole, '2026-03-01T08:00:00')).toBe(false);
	expect(isOn(shift([1], 0, 0), '2026-03-03T00:00:00')).toBe(false);
});

test('goes by the clocks of the community, on both sides of their change', () => {
	const early = shift([7], 9, 10);
	// Berlin is an hour ahead in winter and two in summer; the clocks change on 29 March 2026.
	expect(isOn(early, '2026-03-22T08:30:00', 'Europe/Berlin')).toBe(true);
	expect(isOn(early, '2026-03-29T08:30:00', 'Europe/Berlin')).toBe(false);
	expect(isOn(early, '2026-03-29T07:30:00', 'Europe/Berlin')).toBe(true);
	expect(isOn(shift([1], 0, 1), '2026-03-01T15:30:00', 'Asia/Tokyo')).toBe(true);
});

test('what no shift covers of a day is a gap', () => {
	expect(gapsOn([], 1)).toEqual([{ from: 0, to: 1440 }]);
	const shifts = [shift([1], 9, 17), shift([1], 12, 20), shift([7], 22, 6)];
	expect(gapsOn(shifts, 1)).toEqual([
		{ from: 360, to: 540 },
		{ from: 1200, to: 1440 },
	]);
	expect(gapsOn([shift([1, 2, 3, 4, 5, 6, 7], 8, 8)], 4)).toEqual([]);
});
