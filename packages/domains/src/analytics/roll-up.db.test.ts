import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeActivity, type Activity } from '@kith/db/activity';
import { activityHorizon } from '@kith/db/activity-months';
import { addSeconds } from '@kith/kernel/clock';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { countAll } from '@kith/testing/test-analytics';
import { createTestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { streamsOf } from '@kith/db/handles';
import type { CommunityContext } from '../context.ts';
import { ACTIONS } from './facts.ts';
import { rebuild, rollUp } from './index.ts';

const DAY_SECONDS = 24 * 3600;

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

async function community() {
	const here = await createTestCommunity(installation);
	const ctx = await here.as(await founderOf(here));
	await countAll(ctx);
	await streamsOf(ctx.db).deleteFrom('activity').where('communityId', '=', here.id).execute();
	return { here, ctx: await here.as(await founderOf(here)) };
}

const MEMBERS = Array.from({ length: 6 }, newId);
const SPACES = [newId(), newId()];
const fact = fc.record({
	kind: fc.constantFrom('visit', 'post', 'comment', 'reaction', 'joined', 'left', 'paid', 'origin'),
	source: fc.constantFrom('member', 'member', 'member', 'staff', 'bot', 'import'),
	who: fc.option(fc.constantFrom(...MEMBERS)),
	space: fc.option(fc.constantFrom(...SPACES)),
	ago: fc.integer({ min: 0, max: 60 * DAY_SECONDS }),
	answers: fc.constantFrom(null, 'member', 'staff'),
	from: fc.constantFrom('news.example', 'search.example', ''),
});
/** Facts as they are written one batch after another, in any order of time, some of them again. */
const history = fc.array(fc.array(fact, { minLength: 1, maxLength: 25 }), { maxLength: 8 });

function asFact(now: Date, told: Told): Activity {
	const { kind, source, who, space, ago, answers, from } = told;
	const at = addSeconds(now, -ago);
	const origin = {
		...{ at: at.toISOString(), landing: '/', referrer: from },
		...{ source: '', medium: '', campaign: '' },
	};
	return {
		...{ id: newId(), at, kind, source, hasConsent: who !== null, memberId: who },
		...{ session: null, spaceId: space, targetId: null, targetMemberId: null },
		details: {
			...(kind === 'comment' && answers ? { answers } : {}),
			...(kind === 'origin' ? { origin } : {}),
		},
	};
}

type Told = typeof fact extends fc.Arbitrary<infer Value> ? Value : never;

const tables = async ({ db }: CommunityContext) => ({
	counts: await db
		.selectFrom('analyticsCounts')
		.select(['metric', 'source', 'dimension', 'value', 'n', sql<string>`day::text`.as('on')])
		.orderBy(sql`1, 2, 3, 4, 6`)
		.execute(),
	days: await db
		.selectFrom('analyticsDays')
		.select(['memberId', 'isStaff', 'visits', 'posts', 'comments', 'reactions', 'others'])
		.select(sql<string>`day::text`.as('on'))
		.orderBy(sql`1, 8`)
		.execute(),
	members: await db.selectFrom('analyticsMembers').selectAll().orderBy('memberId').execute(),
});

/** The plainest count there is: one statement over the facts, from the start. */
async function naively({ db, community }: CommunityContext) {
	const facts = () => streamsOf(db).selectFrom('activity').where('communityId', '=', community.id);
	const actions = [...ACTIONS];
	const counts = await facts()
		.select(['kind as metric', 'source'])
		.select([sql<string>`(at at time zone 'UTC')::date::text`.as('on')])
		.select((eb) => eb.fn.countAll<string>().as('n'))
		.groupBy(['kind', 'source', sql`(at at time zone 'UTC')::date`])
		.orderBy(sql`1, 2, 3`)
		.execute();
	const days = await facts()
		.select(['memberId', sql<string>`(at at time zone 'UTC')::date::text`.as('on')])
		.select(sql<boolean>`bool_or(source = 'staff')`.as('isStaff'))
		.select(sql<number>`count(*) filter (where kind = 'post')::int`.as('posts'))
		.select(sql<number>`count(*) filter (where kind = 'visit')::int`.as('visits'))
		.select(sql<number>`count(*) filter (where kind = 'comment')::int`.as('comments'))
		.where('kind', 'in', actions)
		.where('memberId', 'is not', null)
		.groupBy(['memberId', sql`(at at time zone 'UTC')::date`])
		.orderBy(sql`1, 2`)
		.execute();
	const firsts = await facts()
		.select('memberId')
		.select(
			sql<
				string | null
			>`min((at at time zone 'UTC')::date) filter (where kind = 'joined')::text`.as('joinedOn'),
		)
		.select(
			sql<
				string | null
			>`min((at at time zone 'UTC')::date) filter (where kind in ('post', 'comment'))::text`.as(
				'contributedOn',
			),
		)
		.select(
			sql<
				string | null
			>`(array_agg(details->'origin'->>'referrer' order by at) filter (where kind = 'origin'))[1]`.as(
				'origin',
			),
		)
		.where('memberId', 'is not', null)
		.where('kind', 'in', ['joined', 'post', 'comment', 'paid', 'origin'])
		.groupBy('memberId')
		.orderBy('memberId')
		.execute();
	return { counts, days, firsts };
}

test('whatever comes, late, doubled and counted by many at once, is counted once; made anew it is the same', async () => {
	const { ctx } = await community();
	const now = ctx.clock.now();
	await fc.assert(
		fc.asyncProperty(history, async (batches) => {
			await streamsOf(ctx.db)
				.deleteFrom('activity')
				.where('communityId', '=', ctx.community.id)
				.execute();
			await rebuild(ctx);
			for (const batch of batches) {
				const facts = batch.map((told) => asFact(now, told));
				await ctx.transaction((tx) => writeActivity(tx.db, ctx.community.id, facts));
				await ctx.transaction((tx) => writeActivity(tx.db, ctx.community.id, facts));
				await Promise.all([rollUp(ctx), rollUp(ctx)]);
			}
			await countAll(ctx);
			const counted = await tables(ctx);
			const plain = await naively(ctx);
			expect(
				counted.counts
					.filter(({ dimension, metric }) => dimension === 'all' && metric !== 'answer')
					.map(({ metric, source, on, n }) => ({ metric, source, on, n })),
			).toEqual(plain.counts);
			expect(
				counted.days.map(({ memberId, on, isStaff, posts, visits, comments }) => ({
					...{ memberId, on, isStaff, posts, visits, comments },
				})),
			).toEqual(plain.days);
			const dayOf = (date: Date | null) => date && date.toLocaleDateString('en-CA');
			expect(
				counted.members.map(({ memberId, joinedOn, contributedOn, origin }) => ({
					...{ memberId, joinedOn: dayOf(joinedOn), contributedOn: dayOf(contributedOn) },
					origin,
				})),
			).toEqual(plain.firsts.map((row) => ({ ...row, origin: row.origin ?? '' })));
			await rebuild(ctx);
			await countAll(ctx);
			expect(await tables(ctx)).toEqual(counted);
		}),
		{ numRuns: 15 },
	);
}, 120_000);

const post = (now: Date, daysAgo: number): Activity => ({
	...{ id: newId(), at: addSeconds(now, -daysAgo * DAY_SECONDS), kind: 'post', source: 'member' },
	...{ hasConsent: true, memberId: MEMBERS[0] ?? null, session: null, spaceId: null },
	...{ targetId: null, targetMemberId: null, details: {} },
});

test('days whose facts are gone stay as they were counted when the others are counted anew', async () => {
	const { ctx } = await community();
	await rebuild(ctx);
	const now = ctx.clock.now();
	const facts = [500, 450, 200, 2, 1].map((daysAgo) => post(now, daysAgo));
	await writeActivity(ctx.db, ctx.community.id, facts);
	await countAll(ctx);
	const counted = await tables(ctx);
	expect(counted.days).toHaveLength(5);
	await streamsOf(ctx.db)
		.deleteFrom('activity')
		.where('communityId', '=', ctx.community.id)
		.where('at', '<', activityHorizon(now))
		.execute();
	await ctx.db
		.updateTable('analyticsCounts')
		.set({ n: 7 })
		.where('day', '>', addSeconds(now, -300 * DAY_SECONDS))
		.execute();
	await rebuild(ctx);
	await countAll(ctx);
	expect(await tables(ctx)).toEqual(counted);
});

test('when the community takes another clock, its days are told by that one from then on', async () => {
	const { here, ctx } = await community();
	await rebuild(ctx);
	const late = new Date(ctx.clock.now());
	late.setUTCDate(late.getUTCDate() - 3);
	late.setUTCHours(23, 30, 0, 0);
	await writeActivity(ctx.db, here.id, [{ ...post(late, 0), at: late }]);
	await countAll(ctx);
	const dayOf = async () => (await tables(ctx)).days.map(({ on }) => on);
	expect(await dayOf()).toEqual([late.toISOString().slice(0, 10)]);
	const { localization } = ctx.snapshot;
	const snapshot = { ...ctx.snapshot, localization: { ...localization, timeZone: 'Asia/Tokyo' } };
	await countAll({ ...ctx, snapshot });
	expect(await dayOf()).toEqual([
		new Date(late.getTime() + DAY_SECONDS * 1000).toISOString().slice(0, 10),
	]);
});
