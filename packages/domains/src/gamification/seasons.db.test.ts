import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityCaller, jobs, platformCaller } from '@kith/domains';
import { newId } from '@kith/kernel/ids';
import type { TestMember } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openPoints, ruleOf } from '@kith/testing/test-points';
import { asStaff } from '@kith/testing/test-staff';
import { MOST_SEASONS, type SaveSeason } from './seasons.schema.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

const DAY = 86_400;

/** So many days from today, by the calendar. */
const day = (ahead: number): string =>
	new Date(installation.clock.now().getTime() + ahead * DAY * 1000).toISOString().slice(0, 10);

const seasonOf = (change: Partial<SaveSeason> = {}): SaveSeason => ({
	...{ id: newId(), name: 'Autumn', from: day(0), until: day(2), version: null, ...change },
});

async function openSeasons() {
	// At noon, far from the minutes after midnight in which tables are waited for.
	const now = installation.clock.now();
	installation.clock.advance((new Date(now).setUTCHours(36, 0, 0, 0) - now.getTime()) / 1000);
	const points = await openPoints(installation);
	await points.rule(ruleOf({ points: 10 }));
	const { here, founder } = points;
	const owner = await points.as(founder);
	const save = async (fields: SaveSeason) => outcomeOf(owner.gamification.saveSeason(fields));
	const made = async (change: Partial<SaveSeason> = {}) => {
		const fields = seasonOf(change);
		await owner.gamification.saveSeason(fields);
		return fields;
	};
	const states = async () =>
		(await (await points.as(founder)).gamification.seasons()).map(({ name, state }) => [
			name,
			state,
		]);
	/** Who stands where, as somebody sees it: rank, name and points. */
	async function board(who: TestMember, seasonId: string) {
		const { rows } = await (await points.as(who)).gamification.board({ seasonId });
		return rows.map(({ rank, member, points: won }) => [rank, member?.name ?? null, won]);
	}
	async function posts(who: TestMember, count: number): Promise<void> {
		for (let done = 0; done < count; done += 1) await points.post(who);
		await points.deliver();
	}
	/** Days pass, and the job comes that fixes tables; by itself, or with those of all communities. */
	async function pass(days: number, job: 'close-seasons' | 'sweep-seasons' = 'close-seasons') {
		installation.clock.advance(days * DAY);
		await jobs.get(job)?.run(installation.services, { communityId: here.id });
	}
	return { ...points, owner, save, made, states, board, posts, pass };
}

test('a season counts its own days, and its table stays as it was at the end', async () => {
	const place = await openSeasons();
	const [ana, ben] = [
		await place.here.member('member', 'Ana'),
		await place.here.member('member', 'Ben'),
	];
	await place.posts(ben, 3);
	const { id } = await place.made({ from: day(1), until: day(2) });
	expect(await place.states()).toEqual([['Autumn', 'coming']]);
	expect(await place.board(ana, id)).toEqual([]);
	await place.pass(1);
	await place.posts(ana, 1);
	const second = await place.post(ana);
	await place.posts(ben, 1);
	expect(await place.states()).toEqual([['Autumn', 'running']]);
	const table = [
		[1, 'Ana', 20],
		[2, 'Ben', 10],
	];
	expect(await place.board(ben, id)).toEqual(table);
	await place.pass(2);
	await place.posts(ben, 5);
	expect(await place.states()).toEqual([['Autumn', 'over']]);
	await place.pass(1, 'sweep-seasons');
	expect(await place.board(ana, id)).toEqual(table);
	const { own } = await (await place.as(ben)).gamification.board({ seasonId: id });
	expect(own).toMatchObject({ rank: 2, points: 10 });
	await (await place.as(ana)).posts.delete({ postId: second });
	await place.deliver();
	await place.recount();
	expect(await place.board(ana, id)).toEqual(table);
});

test('what was done in the last minutes of a season is waited for', async () => {
	const place = await openSeasons();
	const ana = await place.here.member('member', 'Ana');
	const { id, until } = await place.made({ until: day(0) });
	await place.post(ana);
	const end = (Date.parse(until) + DAY * 1000 - installation.clock.now().getTime()) / 1000;
	installation.clock.advance(end + 60);
	await place.pass(0, 'sweep-seasons');
	expect(await place.states()).toEqual([['Autumn', 'closing']]);
	await place.deliver();
	expect(await place.board(ana, id)).toEqual([[1, 'Ana', 10]]);
	installation.clock.advance(600);
	await place.pass(0, 'sweep-seasons');
	expect(await place.states()).toEqual([['Autumn', 'over']]);
	expect(await place.board(ana, id)).toEqual([[1, 'Ana', 10]]);
});

test('a final table keeps the places of those whom it does not name any more', async () => {
	const place = await openSeasons();
	const [ana, ben, cem, dana] = [
		await place.here.member('member', 'Ana'),
		await place.here.member('member', 'Ben'),
		await place.here.member('member', 'Cem'),
		await place.here.member('member', 'Dana'),
	];
	const { id } = await place.made();
	for (const [who, count] of [
		[ana, 4],
		[ben, 3],
		[cem, 2],
		[dana, 1],
	] as const)
		await place.posts(who, count);
	await place.pass(3);
	await (await place.as(ben)).gamification.setOffBoards({ isOffBoards: true });
	await (await place.as(dana)).relations.block({ memberId: cem.memberId, on: true });
	const { handle } = await place.here.db
		.selectFrom('members')
		.select('handle')
		.where('id', '=', ana.memberId)
		.executeTakeFirstOrThrow();
	const staff = platformCaller(await asStaff(installation, place.here.staffId));
	const pair = { memberId: ana.memberId, intoId: dana.memberId };
	expect(
		await outcomeOf(staff.merging.merge({ communityId: place.here.id, ...pair, handle })),
	).toBe('done');
	expect(await place.board(cem, id)).toEqual([
		[1, null, 40],
		[2, null, 30],
		[3, 'Cem', 20],
		[4, null, 10],
	]);
	expect(await place.board(place.founder, id)).toEqual([
		[1, 'Dana', 40],
		[2, null, 30],
		[3, 'Cem', 20],
		[4, null, 10],
	]);
});

test('seasons follow one another, end once, and those that have ended stay', async () => {
	const place = await openSeasons();
	const { gamification } = place.owner;
	const first = seasonOf({ name: 'First' });
	expect(await place.save(first)).toBe('done');
	expect(await place.save(first)).toBe('done');
	expect(await place.states()).toEqual([['First', 'running']]);
	expect(await place.save(seasonOf({ from: day(2), until: day(5) }))).toBe(
		'gamification.seasons_overlap',
	);
	expect(await place.save(seasonOf({ from: day(-5), until: day(-3) }))).toBe(
		'gamification.season_over',
	);
	expect(await place.save({ ...first, id: newId(), version: 1 })).toBe(
		'gamification.season_not_found',
	);
	expect(await place.save({ ...first, name: 'Fall', version: 1 })).toBe('done');
	expect(await place.save({ ...first, name: 'Other', version: 1 })).toBe(
		'gamification.changed_meanwhile',
	);
	const next = await place.made({ name: 'Next', from: day(3), until: day(9) });
	const { board } = communityCaller(await place.here.as(place.founder)).gamification;
	expect(await outcomeOf(board({ seasonId: newId() }))).toBe('gamification.season_not_found');
	await place.pass(3);
	const asOwner = (await place.as(place.founder)).gamification;
	expect(await asOwner.seasons()).toMatchObject([
		{ name: 'Next', state: 'running', version: 1 },
		{ name: 'Fall', state: 'over', version: 3 },
	]);
	expect(await place.save({ ...first, until: day(1), version: 3 })).toBe(
		'gamification.season_over',
	);
	expect(await place.save({ ...first, name: 'Named anew', version: 3 })).toBe('done');
	expect(await outcomeOf(gamification.removeSeason({ seasonId: first.id, version: 4 }))).toBe(
		'gamification.season_over',
	);
	expect(await outcomeOf(gamification.removeSeason({ seasonId: next.id, version: 9 }))).toBe(
		'gamification.changed_meanwhile',
	);
	await gamification.removeSeason({ seasonId: next.id, version: 1 });
	expect(await place.states()).toEqual([['Named anew', 'over']]);
});

test('two who plan a season at the same moment do not plan the same days, and there is an end to seasons', async () => {
	const place = await openSeasons();
	await place.made({ from: day(1_000), until: day(1_001) });
	const outcomes = await Promise.all(
		['One', 'Two', 'Three'].map((name) => place.save(seasonOf({ name }))),
	);
	expect(outcomes.toSorted()).toEqual([
		'done',
		'gamification.seasons_overlap',
		'gamification.seasons_overlap',
	]);
	for (let at = 1; at < MOST_SEASONS - 1; at += 1)
		await place.made({ from: day(10 * at), until: day(10 * at + 9) });
	expect(await place.save(seasonOf({ from: day(2_000), until: day(2_001) }))).toBe(
		'gamification.too_many_seasons',
	);
});
