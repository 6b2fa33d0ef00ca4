import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeActivity, type Activity } from '@kith/db/activity';
import { streamsOf } from '@kith/db/handles';
import { seededChance } from '@kith/kernel/chance';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { countAll } from '@kith/testing/test-analytics';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { recount, type Past } from './health-recount-fixture.ts';
import { DEFAULT_HEALTH_WEIGHTS } from './health.schema.ts';
import { rebuild } from './index.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

const DAY_MS = 86_400_000;

async function community() {
	const here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	const first = await here.as(founder);
	await countAll(first);
	await streamsOf(first.db).deleteFrom('activity').where('communityId', '=', here.id).execute();
	installation.services.snapshots.drop(here.id);
	await rebuild(await here.as(founder));
	const ctx = () => here.as(founder);
	const analytics = async () => communityCaller(await ctx()).analytics;
	return { here, founder, ctx, analytics };
}

/** Two hundred and forty days of what people wrote, asked and had to be taken down. */
async function live(here: TestCommunity, founderId: string, seed: number): Promise<Past> {
	const chance = seededChance(seed);
	const below = (end: number) => Math.floor(chance() * end);
	const now = installation.clock.now().getTime();
	const ago = () => new Date(now - 1000 - Math.floor(chance() * 240 * DAY_MS));
	const people: string[] = [];
	for (let index = 0; index < 12; index += 1)
		people.push((await here.member('member', `Member ${seed} ${index}`)).memberId);
	// Few write much.
	const one = () => people[Math.floor(people.length * chance() ** 2)] ?? founderId;
	const facts: Activity[] = Array.from({ length: 900 }, () => {
		const kind = (['post', 'comment', 'comment', 'visit', 'joined'] as const)[below(5)] ?? 'post';
		const memberId = kind === 'joined' ? newId() : below(15) === 0 ? null : one();
		const source = (['member', 'member', 'member', 'member', 'staff', 'import'] as const)[below(6)];
		return {
			...{ id: newId(), at: ago(), kind, source: source ?? 'member', hasConsent: true, memberId },
			...{ session: null, spaceId: null, targetId: null, details: {} },
			targetMemberId: kind === 'comment' && below(3) > 0 ? one() : null,
		};
	});
	// Some of those who came wrote something, soon or late.
	for (const { memberId, at } of facts.filter(({ kind }) => kind === 'joined'))
		if (below(2) === 0)
			facts.push({
				...{ id: newId(), kind: 'post', source: 'member', hasConsent: true, memberId },
				at: new Date(Math.min(now - 1000, at.getTime() + below(14 * DAY_MS))),
				...{ session: null, spaceId: null, targetId: null, targetMemberId: null, details: {} },
			});
	const asked = Array.from({ length: 160 }, () => {
		const at = ago();
		const answers = Array.from({ length: below(3) }, () => ({
			by: below(4) === 0 ? founderId : one(),
			at: new Date(at.getTime() + below(3 * DAY_MS)),
			status: below(4) === 0 ? 'removed' : 'published',
		}));
		const by = below(8) === 0 ? founderId : one();
		const kind = below(8) === 0 ? 'announcement' : 'discussion';
		return { at, by, kind, answers, status: below(6) === 0 ? 'removed' : 'published' };
	});
	const actions = ['posts.removed', 'comments.removed', 'submissions.rejected', 'posts.pinned'];
	const cases = Array.from({ length: 60 }, () => ({ at: ago(), action: actions[below(4)] ?? '' }));
	await write(here, { asked, cases });
	return { facts, asked, cases, staffId: founderId };
}

async function write({ db }: TestCommunity, { asked, cases }: Pick<Past, 'asked' | 'cases'>) {
	const { id: spaceId } = await db
		.selectFrom('spaces')
		.select('id')
		.limit(1)
		.executeTakeFirstOrThrow();
	const text = { body: JSON.stringify(words('So it is')), excerpt: 'So it is', spaceId };
	for (const { at, by, kind, status, answers } of asked) {
		const id = newId();
		const when = { createdAt: at, lastActivityAt: at };
		await db
			.insertInto('posts')
			.values({ ...text, ...when, id, authorId: by, kind, status, title: 'Why so slow' })
			.execute();
		for (const answer of answers)
			await db
				.insertInto('comments')
				.values({
					...{ ...text, id: newId(), postId: id, authorId: answer.by, depth: 0 },
					...{ createdAt: answer.at, status: answer.status },
				})
				.execute();
	}
	const digest = '0'.repeat(64);
	await db
		.insertInto('auditEntries')
		.values(
			cases.map(({ at, action }, index) => ({
				...{ number: 100_000 + index, at, action, memberId: null, targetId: newId() },
				...{ actorKind: 'job', targetKind: 'post' },
				...{ actorDigest: digest, detailsDigest: digest, hash: digest },
			})),
		)
		.execute();
}

test('what every week is told of is what a plain count finds, also of facts that come late; made anew it is the same', async () => {
	for (const seed of [1, 2]) {
		const { here, founder, ctx, analytics } = await community();
		const past = await live(here, founder.memberId, seed);
		const now = installation.clock.now();
		const half = past.facts.slice(0, 500);
		await writeActivity(here.db, here.id, half);
		await countAll(await ctx());
		const table = async () => (await (await analytics()).report({ name: 'health' })).rows;
		const plain = (facts: readonly Activity[]) =>
			recount({ ...past, facts }, { now, weights: DEFAULT_HEALTH_WEIGHTS });
		expect(await table()).toEqual(plain(half));
		const rows = here.db.selectFrom('analyticsHealth').select('week');
		expect(await rows.execute()).toHaveLength(25);
		// The second look reads what is kept, and says the same.
		expect(await table()).toEqual(plain(half));

		await writeActivity(here.db, here.id, past.facts);
		await countAll(await ctx());
		const all = plain(past.facts);
		expect(all).not.toEqual(plain(half));
		expect(await table()).toEqual(all);
		const { weeks } = await (await analytics()).health();
		expect(weeks.map(({ week, index }) => [week, index])).toEqual(
			all.map(([week, index]) => [week, index]),
		);
		expect(all.filter(([, index]) => index !== null).length).toBeGreaterThan(20);
		await rebuild(await ctx());
		expect(await rows.execute()).toEqual([]);
		expect(await table()).toEqual(all);
	}
}, 120_000);

test('of too few nothing is said, and no number of theirs is told', async () => {
	const { here, analytics, ctx } = await community();
	const now = installation.clock.now();
	const facts: Activity[] = Array.from({ length: 40 }, (_, index) => ({
		...{ id: newId(), at: new Date(now.getTime() - index * 3_600_000), kind: 'post' },
		...{
			source: 'member',
			hasConsent: true,
			memberId: `0000000${index % 4}-0000-4000-8000-000000000000`,
		},
		...{ session: null, spaceId: null, targetId: null, targetMemberId: null, details: {} },
	}));
	await writeActivity(here.db, here.id, facts);
	await countAll(await ctx());
	const { weeks, parts } = await (await analytics()).health();
	expect(weeks).toHaveLength(26);
	expect(weeks.every(({ index }) => index === null)).toBe(true);
	expect(Object.values(parts)).toEqual([null, null, null, null, null]);
});

test('who may edit settings weighs the parts, upon what they saw, and the log says so', async () => {
	const { here, founder, ctx, analytics } = await community();
	const past = await live(here, founder.memberId, 3);
	await writeActivity(here.db, here.id, past.facts);
	await countAll(await ctx());
	const before = await (await analytics()).health();
	expect(before).toMatchObject({ weights: DEFAULT_HEALTH_WEIGHTS, version: 0, mayEdit: true });
	const weights = { ...DEFAULT_HEALTH_WEIGHTS, moderation: 0, concentration: 60 };
	expect(await (await analytics()).weighHealth({ weights, version: 0 })).toEqual({ version: 1 });
	const after = await (await analytics()).health();
	expect(after).toMatchObject({ weights, version: 1 });
	const now = installation.clock.now();
	expect(after.weeks.map(({ week, index }) => [week, index])).toEqual(
		recount(past, { now, weights }).map(([week, index]) => [week, index]),
	);
	expect(after.weeks.map(({ scores }) => scores)).toEqual(before.weeks.map(({ scores }) => scores));
	const { items } = await communityCaller(await ctx()).audit.list({ limit: 1 });
	expect(items[0]).toMatchObject({ action: 'settings.updated', target: { id: 'health' } });

	expect(await outcomeOf((await analytics()).weighHealth({ weights, version: 0 }))).toBe(
		'analytics.weights_changed',
	);
	const nothing = { activation: 0, reciprocity: 0, concentration: 0, responsiveness: 0 };
	const none = { weights: { ...nothing, moderation: 0 }, version: 1 };
	expect(await outcomeOf((await analytics()).weighHealth(none))).not.toBe('done');
	const mia = communityCaller(await here.as(await here.member('member', 'Mia')));
	expect(await outcomeOf(mia.analytics.weighHealth({ weights, version: 1 }))).toBe(
		'permissions.denied',
	);
	expect(await outcomeOf(mia.analytics.health())).toBe('permissions.denied');
});
