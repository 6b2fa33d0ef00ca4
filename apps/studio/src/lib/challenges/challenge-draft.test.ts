import { expect, test } from 'vitest';
import { blankChallenge, blankStep, draftOf, readChallenge } from './challenge-draft.ts';
import { localOf, momentOf } from './zoned.ts';

const ZONE = 'Europe/Berlin';
const about = { id: '0198c0de-0000-7000-8000-000000000001', version: null, timeZone: ZONE };
const start = blankChallenge(new Date('2027-03-24T10:20:00Z'), ZONE);
const draft = {
	...start,
	...{ title: 'Spring', steps: [{ ...blankStep(), title: 'Write' }] },
};

test('times are those of the zone, also across a change of its clocks', () => {
	expect([start.starts, start.ends]).toEqual(['2027-03-24T12:00', '2027-03-31T13:00']);
	expect(momentOf('2027-03-31T13:00', ZONE)?.toISOString()).toBe('2027-03-31T11:00:00.000Z');
	expect(localOf(new Date('2027-03-31T11:00:00Z'), 'Asia/Tokyo')).toBe('2027-03-31T20:00');
	expect(momentOf('', ZONE)).toBeNull();
});

test('what is read is what is shown again', () => {
	const evidence = { ...blankStep(), title: 'Show', kind: 'evidence' as const, ask: 'A picture' };
	const whole = { ...draft, isTeam: true, places: '30', steps: [...draft.steps, evidence] };
	const { input } = readChallenge(whole, about);
	expect(input).toMatchObject({ team: { least: 2, most: 5 }, places: 30, points: 50 });
	if (!input) throw new Error('nothing was read');
	const counts = { phase: 'draft', members: 0, done: 0, waiting: 0 } as const;
	const view = { ...input, ...counts, version: 1 };
	expect(draftOf(view, ZONE)).toEqual(whole);
	expect(readChallenge(draftOf(view, ZONE), { ...about, start: view }).input).toEqual(input);
});

test.each([
	[{ title: ' ' }, 'title'],
	[{ ends: draft.starts }, 'times'],
	[{ starts: '' }, 'times'],
	[{ isTeam: true, least: '6' }, 'team'],
	[{ places: '0' }, 'places'],
	[{ points: '1.5' }, 'points'],
	[{ steps: [] }, 'steps'],
	[{ steps: [{ ...blankStep(), title: '' }] }, 'steps'],
	[{ steps: [{ ...blankStep(), title: 'x', times: '' }] }, 'steps'],
] as const)('%o is refused', (change, fault) => {
	const { faults, input } = readChallenge({ ...draft, ...change } as typeof draft, about);
	expect([[...faults], input]).toEqual([[fault], null]);
});
