import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openPoints, ruleOf, type Points } from '@kith/testing/test-points';
import type { TestMember } from '@kith/testing/test-community';
import { NO_LIMITS } from './gamification.schema.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

/** The same numbers in every run of one seed: mulberry32. */
function randomBy(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d_2b_79_f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
	};
}

function shuffled<T>(items: readonly T[], random: (below: number) => number): T[] {
	return items
		.map((item) => ({ item, place: random(1_000_000) }))
		.toSorted((a, b) => a.place - b.place)
		.map(({ item }) => item);
}

/** Rules of every kind: limits of all spans, conditions that count, a first time, days in a row, a badge, a role. */
async function rules(points: Points): Promise<void> {
	const badgeId = newId();
	const { gamification } = await points.as(points.founder);
	await gamification.saveBadge({
		...{ id: badgeId, version: null, name: 'Busy', description: '', icon: '🐝', tone: 'gold' },
		...{ mostGiven: null, lastsDays: null },
	});
	await points.rule(ruleOf({ most: { ...NO_LIMITS, day: 2 } }));
	await points.rule(ruleOf({ points: 50, when: { is: 'first' } }));
	await points.rule(ruleOf({ on: 'comment', points: 3, most: { ...NO_LIMITS, hour: 2 } }));
	await points.rule(ruleOf({ on: 'comment', to: 'other', points: 2, restMinutes: 45 }));
	await points.rule(
		ruleOf({ on: 'reaction', to: 'other', points: 1, most: { ...NO_LIMITS, pairDay: 1 } }),
	);
	await points.rule(
		ruleOf({ on: 'reaction', points: -1, when: { is: 'not', what: { is: 'streak', days: 2 } } }),
	);
	const when = { is: 'count', of: 'comment', as: 'doer', days: 5, atLeast: 3 } as const;
	await points.rule(ruleOf({ on: 'comment', points: 5, badgeId, when }));
	const { roleId, spaceId } = await points.opened('Helper', 'tags:create');
	const brings = (days: number | null) => ({ roleId, spaceIds: [spaceId], days });
	await points.rule(ruleOf({ on: 'reaction', points: 0, brings: brings(1) }));
	await points.rule(ruleOf({ on: 'comment', points: 0, brings: brings(2), when }));
	const owner = (await points.as(points.founder)).gamification;
	const { levels, version } = await owner.levels();
	const steps = [0, 20, 60, 120].map((from, index) => ({
		...{ name: '', points: from, roleId: index === 2 ? roleId : null },
		spaceIds: index === 1 ? [spaceId] : [],
	}));
	await owner.saveLevels({ version, levels: { ...levels, levels: steps } });
	const lasting = { roleId: null, spaceIds: [spaceId], days: null };
	const many = { is: 'count', of: 'post', as: 'doer', days: null, atLeast: 9 } as const;
	await points.rule(ruleOf({ points: 1, brings: lasting, when: many }));
}

/** Some days in which people write, like, change their minds, and lose what they wrote. */
async function live(points: Points, random: (below: number) => number): Promise<void> {
	const people: TestMember[] = [];
	for (const name of ['Ana', 'Ben', 'Cem', 'Dua'])
		people.push(await points.here.member('member', name));
	// Their joining was not told.
	await points.recount();
	const posts: { id: string; by: TestMember }[] = [];
	const liked: { id: string; by: TestMember }[] = [];
	for (let step = 0; step < 90; step += 1) {
		installation.clock.advance(random(5000));
		const who = people[random(4)] ?? points.founder;
		const post = posts[random(posts.length)];
		const what = random(10);
		if (!post || what < 3) posts.push({ id: await points.post(who), by: who });
		else if (what < 5) await points.comment(who, post.id);
		else if (what < 8) {
			const isOwn = who === post.by;
			expect(await outcomeOf(points.react(who, post.id))).toBe(isOwn ? 'reactions.own' : 'done');
			if (!isOwn) liked.push({ id: post.id, by: who });
		} else if (what === 8) {
			const last = liked.pop();
			if (last && posts.some(({ id }) => id === last.id))
				await points.react(last.by, last.id, { on: false });
		} else {
			posts.splice(posts.indexOf(post), 1);
			await (await points.as(post.by)).posts.delete({ postId: post.id });
		}
	}
}

test('told in any order and three times, and counted anew from nothing, it comes to the same', async () => {
	const seed = Number(process.env['KITH_SEED'] ?? 20_261_128);
	const random = randomBy(seed);
	const points = await openPoints(installation);
	await rules(points);
	await live(points, random);
	const events = await points.events();
	for (let round = 0; round < 3; round += 1) await points.deliver(shuffled(events, random));
	const counted = await points.books();
	const { scores, held, access } = counted;
	expect([seed, scores.length, held.length > 0, access.length > 0]).toEqual([seed, 4, true, true]);
	await points.recount();
	expect(await points.books()).toEqual(counted);
	const db = points.here.db;
	const sums = await db
		.selectFrom('pointEntries')
		.select('memberId')
		.select(({ fn }) => fn.sum<string>('points').as('points'))
		.groupBy('memberId')
		.orderBy('memberId')
		.execute();
	expect(sums.map(({ memberId, points: sum }) => ({ memberId, points: Number(sum) }))).toEqual(
		scores.map(({ memberId, points: sum }) => ({ memberId, points: sum })),
	);
	for (const table of ['memberRoles', 'spaceMembers'] as const)
		await db.deleteFrom(table).where('source', '=', 'rule').execute();
	for (const table of [
		'ruleGrants',
		'badgeGrants',
		'pointEntries',
		'scoreDays',
		'scores',
		'deeds',
	] as const)
		await db.deleteFrom(table).execute();
	await points.recount();
	// Who fell on the way kept a level for it; told of nothing but how it ended, nobody fell.
	const anew = { scores: scores.map((row) => ({ ...row, holds: [] })), roles: expect.anything() };
	expect(await points.books()).toEqual({ ...counted, ...anew });
}, 60_000);
