import { describe, expect, test } from 'vitest';
import {
	AskExplore,
	basisOf,
	Dimension,
	Metric,
	PEOPLE_KINDS,
	type ExploredPeople,
	type PeopleKind,
} from '@kith/domains/analytics/explore';
import { queryOf, readQuestion } from './question.ts';

const read = (query: string) => readQuestion(new URL(`https://a.example/c/x${query}`));
const SOMEBODY: Readonly<Record<PeopleKind, ExploredPeople>> = {
	all: { kind: 'all' },
	newcomers: { kind: 'newcomers' },
	origin: { kind: 'origin', origin: 'news.example:8080' },
	role: { kind: 'role', roleKey: 'moderator' },
	label: { kind: 'label', label: 'Board member' },
	kept: { kind: 'kept', segmentId: '019ad3c0-0000-7000-8000-000000000001' },
};

describe.for(PEOPLE_KINDS)('of %s', (kind) => {
	test('an address holds every question that can be answered, and gives it back', () => {
		let answered = 0;
		for (const metric of Metric.options)
			for (const dimension of Dimension.options)
				for (const withStaff of [true, false]) {
					if (basisOf({ metric, dimension, withStaff, people: kind }) === null) continue;
					answered += 1;
					const asked = { metric, dimension, withStaff, people: SOMEBODY[kind] };
					const lately = AskExplore.parse({ ...asked, days: 90, isCompared: true });
					expect(read(queryOf(lately))).toEqual(lately);
					const then = { from: '2026-10-01', to: '2026-10-31' };
					const once = AskExplore.parse({ ...asked, ...then });
					expect(read(queryOf(once))).toEqual(once);
				}
		expect(answered).toBeGreaterThan(20);
	});
});

test('what an address says that goes with nothing is what is asked first', () => {
	const first = AskExplore.parse({});
	expect(read('')).toEqual(first);
	expect(queryOf(first)).toBe('');
	expect(read('?metric=nothing&by=moon&days=3&who=kept:x')).toEqual(first);
	expect(read('?metric=left&by=role&who=role:admin')).toMatchObject({
		...{ metric: 'left', dimension: 'day', people: { kind: 'all' } },
	});
	expect(read('?days=own&from=2026-10-31&to=2026-10-01')).toEqual(first);
	expect(read('?metric=post&by=source')).toMatchObject({ withStaff: true });
});
