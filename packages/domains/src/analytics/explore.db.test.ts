import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { dayAfter } from './days.ts';
import { explore } from './explore.ts';
import { history, LABELS, openExplorer, ROLES, type Person } from './explore-fixture.ts';
import { recountPeople, recountSums, type Recounted } from './explore-recount-fixture.ts';
import {
	AskExplore,
	basisOf,
	Dimension,
	Metric,
	type Explored,
	type ExploredPeople,
} from './explore.schema.ts';

let installation: TestInstallation;
let place: Awaited<ReturnType<typeof openExplorer>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	place = await openExplorer(installation);
});
afterAll(() => installation.close());

/** Somebody who may read numbers, and nothing else that others may not. */
async function counter(name: string) {
	const { here, founder } = place;
	const reader = await here.member('member', name);
	const roleId = newId();
	const { roles } = communityCaller(await here.as(founder));
	const permissions = { 'analytics:read': 'allow' } as const;
	await roles.create({ id: roleId, name, permissions });
	installation.services.snapshots.drop(here.id);
	const give = { memberId: reader.memberId, roleId, spaceId: null };
	await communityCaller(await here.as(founder)).roles.give(give);
	installation.services.snapshots.drop(here.id);
	return reader;
}

/** Everything that can be asked, of each kind of people; every other question is with staff. */
const everything = (segmentId: string, isOdd: boolean) => {
	const some: ExploredPeople[] = [
		...([{ kind: 'all' }, { kind: 'newcomers' }] as const),
		...([
			{ kind: 'origin', origin: 'news.example' },
			{ kind: 'origin', origin: '' },
		] as const),
		...ROLES.slice(0, 2).map((roleKey) => ({ kind: 'role' as const, roleKey })),
		...LABELS.slice(0, 1).map((label) => ({ kind: 'label' as const, label })),
		{ kind: 'kept', segmentId },
	];
	return some
		.flatMap((people) =>
			Metric.options.flatMap((metric) =>
				Dimension.options.map((dimension) => ({ people, metric, dimension })),
			),
		)
		.flatMap((one, at) => {
			const asked = { ...one, withStaff: one.dimension === 'source' || (at % 2 === 1) === isOdd };
			const basis = basisOf({ ...asked, people: one.people.kind });
			return basis ? [{ ...asked, basis }] : [];
		});
};

/** The lines in which something happened, by their names, and the whole. */
function toldBy({ rows, total }: Explored): Recounted {
	const told = rows.filter(([, n]) => n !== 0);
	return { lines: new Map(told.map(([name, n]) => [String(name), n ?? null])), total };
}

const named = ({ lines, total }: Recounted, dimension: Dimension): Recounted => ({
	lines:
		dimension === 'role' ? new Map([...lines].map(([key, n]) => [place.nameOf(key), n])) : lines,
	total,
});

/** In so many histories everything is asked once. */
const HISTORIES = 3;

test('whatever is asked, the answer is what a count by hand comes to, and tells of nobody alone', async () => {
	const { here, founder, today, segmentId, fill } = place;
	let turn = 0;
	await fc.assert(
		fc.asyncProperty(
			history,
			fc.boolean(),
			fc.integer({ min: 0, max: 20 }),
			fc.integer({ min: 0, max: 30 }),
			async (told, isOdd, ago, length) => {
				await fill(told);
				const to = dayAfter(today, -ago);
				const from = dayAfter(to, -length);
				const ctx = await here.as(founder);
				turn += 1;
				const some = everything(segmentId, isOdd).filter(
					(_, at) => at % HISTORIES === turn % HISTORIES,
				);
				for (const { basis, ...asked } of some) {
					const explored = await explore(ctx, AskExplore.parse({ ...asked, from, to }));
					expect(explored.basis).toBe(basis);
					const days = { today, ...explored.span };
					const recounted =
						basis === 'sums'
							? recountSums(told.sums, asked, days)
							: recountPeople(told, asked, days);
					expect(toldBy(explored), JSON.stringify(asked)).toEqual(
						named(recounted, asked.dimension),
					);
				}
			},
		),
		{ numRuns: HISTORIES, endOnFailure: true },
	);
});

const visits = (agos: readonly number[]) =>
	agos.map((ago) => ({
		...{ ago, isStaff: false, visits: 2, posts: 0, comments: 0, reactions: 0 },
	}));
const somebody = (agos: readonly number[]): Person => ({
	...{ joinedAgo: 3, wroteAfter: null, origin: 'news.example', campaign: '' },
	...{ isInvited: false, isStaff: false, isPersonal: true, roles: [], labels: [] },
	days: visits(agos),
});

test('days before stand beside the same days of the week', async () => {
	const { today, fill, ask } = place;
	await fill({ people: [somebody([0, 1, 7, 8, 14])], sums: [] });
	const asked = { metric: 'active', dimension: 'day', days: 7, isCompared: true } as const;
	const { columns, rows, total, before, spanBefore } = await ask(asked);
	expect(columns).toEqual(['day', 'active', 'before']);
	expect(rows).toHaveLength(7);
	expect(rows.slice(-2)).toEqual([
		[dayAfter(today, -1), 1, 1],
		[today, 1, 1],
	]);
	expect(rows[0]).toEqual([dayAfter(today, -6), 0, 0]);
	expect([total, before]).toEqual([1, 1]);
	expect(spanBefore).toEqual({ from: dayAfter(today, -13), to: dayAfter(today, -7) });
	const weeks = await ask({ metric: 'active', dimension: 'week', days: 28, isCompared: true });
	expect(weeks.rows.every(([monday]) => new Date(`${monday}T00:00:00Z`).getUTCDay() === 1)).toBe(
		true,
	);
	// Where the days of single members are not kept that long, nothing stands beside them.
	const long = await ask({ metric: 'active', dimension: 'day', days: 365, isCompared: true });
	expect(long.spanBefore).not.toBeNull();
	const [from, to] = [dayAfter(today, -729), today];
	const longest = await ask({ metric: 'active', dimension: 'day', from, to, isCompared: true });
	expect([longest.spanBefore, longest.columns.length, longest.rows.length]).toEqual([null, 2, 730]);
	const summed = await ask({ metric: 'post', dimension: 'day', from, to, isCompared: true });
	expect(summed.spanBefore).not.toBeNull();
});

test('four people are told of nowhere, five are, and nothing that is left out can be worked out', async () => {
	const { fill, ask } = place;
	const asked = {
		metric: 'visit',
		dimension: 'day',
		people: { kind: 'origin', origin: 'news.example' },
	} as const;
	const five = [0, 1, 2, 3, 4].map(() => somebody([2]));
	await fill({ people: five.slice(1), sums: [] });
	const few = await ask(asked);
	expect(few.total).toBeNull();
	expect(few.rows.filter(([, n]) => n === null)).toHaveLength(1);
	await fill({ people: five, sums: [] });
	const enough = await ask(asked);
	expect(enough.total).toBe(10);
	expect(enough.rows.filter(([, n]) => n !== 0).map(([, n]) => n)).toEqual([10]);
	await fill({ people: [...five, somebody([1])], sums: [] });
	const one = await ask(asked);
	expect(one.rows.map(([, n]) => n).filter((n) => n !== 0)).toEqual([10, null]);
	expect(one.total).toBeNull();
});

test('what goes with nothing, is too far back or not one’s own to ask is refused', async () => {
	const { here, today, segmentId, ask } = place;
	const refused = (asked: Partial<AskExplore>) => outcomeOf(ask(asked));
	expect(await refused({ metric: 'left', dimension: 'role' })).toBe('analytics.not_offered');
	expect(await refused({ metric: 'post', dimension: 'source' })).toBe('analytics.not_offered');
	expect(await refused({ from: dayAfter(today, -731), to: today })).toBe('analytics.too_far_back');
	expect(await refused({ from: today, to: dayAfter(today, 1) })).toBe('analytics.too_far_back');
	expect(await refused({ people: { kind: 'role', roleKey: 'nobody' } })).toBe('roles.not_found');
	const { memberId: notKept } = await here.member('member', 'Not A Filter');
	const gone = { kind: 'kept', segmentId: notKept } as const;
	expect(await refused({ people: gone })).toBe('roster.segment_not_found');
	const reader = await counter('Rea Reads');
	const asReader = async (asked: Partial<AskExplore>) =>
		outcomeOf(communityCaller(await here.as(reader)).analytics.explore(asked));
	expect(await asReader({})).toBe('done');
	expect(await asReader({ dimension: 'label' })).toBe('permissions.denied');
	expect(await asReader({ people: { kind: 'label', label: 'VIP' } })).toBe('permissions.denied');
	expect(await asReader({ people: { kind: 'kept', segmentId } })).toBe('permissions.denied');
	const choices = await communityCaller(await here.as(reader)).analytics.explorable();
	expect([choices.labels, choices.kept]).toEqual([null, null]);
});

test('spaces that one may not read have no name', async () => {
	const { fill, ask } = place;
	const post = { metric: 'post', source: 'member', ago: 1, dimension: 'space' } as const;
	await fill({
		people: [],
		sums: [
			{ ...post, at: 0, n: 4 },
			{ ...post, at: 1, n: 7 },
		],
	});
	const reader = await counter('Cole Counts');
	const asked = { metric: 'post', dimension: 'space' } as const;
	const { rows, total } = await ask(asked, reader);
	expect([rows.filter(([, n]) => n !== 0), total]).toEqual([
		[
			['Yard', 4],
			['@others', 7],
		],
		11,
	]);
});

test('who takes an answer as a file is written down, with what was asked', async () => {
	const { here, founder, ask, fill } = place;
	await fill({ people: [somebody([1])], sums: [] });
	const asked = { metric: 'visit', dimension: 'weekday', days: 7, withStaff: true } as const;
	const { analytics, audit } = communityCaller(await here.as(founder));
	const file = await analytics.exportExplored(asked);
	expect(file.rows).toEqual((await ask(asked)).rows);
	const { items } = await audit.list({ action: 'analytics.exported' });
	expect(items[0]?.details).toMatchObject({
		after: { count: 7, metric: 'visit', dimension: 'weekday', withStaff: true },
	});
});
