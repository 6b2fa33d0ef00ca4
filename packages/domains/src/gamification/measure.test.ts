import { expect, test } from 'vitest';
import type { Step } from './challenges.schema.ts';
import { DAY, type Deed } from './evaluate.ts';
import { historyNeeded, measure, NOTHING_KEPT, type Party } from './measure.ts';

const deed = (at: number, memberId = 'me'): Deed => ({
	...{ id: `${memberId}-${at}`, kind: 'post', subjectId: String(at), memberId, otherId: null },
	...{ spaceId: null, at, facts: {} },
});
const step = (times: number, when: Extract<Step, { kind: 'counted' }>['when'] = null): Step => ({
	...{ id: 'posts', title: 'Write', kind: 'counted', on: 'post', to: 'doer', when, times },
});
const shown: Step = { id: 'shown', title: 'Show', kind: 'evidence', ask: '' };
const member = (memberId: string, ...times: number[]) => ({
	...{ memberId, joinedAt: 0, history: times.map((at) => deed(at, memberId)) },
});
const party = (change: Partial<Party>): Party => ({
	...{ steps: [step(2)], span: { startsAt: 10, endsAt: 20 }, least: 1, members: [] },
	...{ kept: NOTHING_KEPT, accepted: new Map(), ...change },
});

test('only what lies between start and end counts, and it is done with the last that was needed', () => {
	const { progress, doneAt } = measure(party({ members: [member('me', 9, 10, 15, 19, 20)] }));
	expect(progress).toEqual({ posts: { count: 2, at: 15 } });
	expect(doneAt).toBe(15);
});

test('what several did is put in one order, with what was kept of who is forgotten', () => {
	const kept = { members: 1, times: { posts: [12] } };
	const members = [member('me', 18), member('you', 13)];
	expect(measure(party({ members, kept, steps: [step(3)] })).doneAt).toBe(18);
	expect(measure(party({ members, kept, steps: [step(4)] })).progress).toEqual({
		posts: { count: 3, at: null },
	});
	expect(measure(party({ members, kept, least: 4 })).doneAt).toBeNull();
	expect(measure(party({ members, kept, least: 3 })).doneAt).toBe(13);
});

test('all steps are needed, and what is judged counts from when it was accepted', () => {
	const members = [member('me', 11, 12)];
	const steps = [step(2), shown];
	expect(measure(party({ members, steps })).doneAt).toBeNull();
	const accepted = new Map([['shown', 40]]);
	expect(measure(party({ members, steps, accepted })).doneAt).toBe(40);
});

test('as much history is asked for as conditions look back', () => {
	const span = { startsAt: 100 * DAY, endsAt: 110 * DAY };
	expect(historyNeeded([step(1)], span)).toEqual({ kinds: ['post'], since: 99 * DAY });
	const when = { is: 'count', of: 'comment', as: 'doer', days: 5, atLeast: 2 } as const;
	expect(historyNeeded([step(1, when)], span)).toEqual({
		...{ kinds: ['post', 'comment'], since: 94 * DAY },
	});
	expect(historyNeeded([step(1, { is: 'streak', days: 3 })], span).kinds).toEqual([]);
	expect(historyNeeded([step(1, { is: 'first' })], span).since).toBe(-Infinity);
});
