import { afterAll, beforeAll, expect, test } from 'vitest';
import { challengeFields, countedStep } from '@kith/testing/matrix-challenges';
import { openChallenges, type Challenges } from '@kith/testing/test-challenges';
import type { TestMember } from '@kith/testing/test-community';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { badgeFields } from '@kith/testing/matrix-points';
import { ruleOf } from '@kith/testing/test-points';

const DAY = 86_400;

let installation: TestInstallation;
let place: Challenges;
let [ana, ben]: [TestMember, TestMember] = [] as never;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

/** A place where nothing was counted before. */
async function openNew(): Promise<void> {
	place = await openChallenges(installation);
	ana = await place.here.member('member', 'Ana');
	ben = await place.here.member('member', 'Ben');
}

/** A badge; its id. */
async function badge(): Promise<string> {
	const fields = badgeFields();
	await (await place.as(place.founder)).gamification.saveBadge(fields);
	return fields.id;
}

test('steps follow what is done, what it gives is given once, and taking it away takes it back', async () => {
	await openNew();
	const badgeId = await badge();
	const steps = [countedStep({ times: 2 }), countedStep({ on: 'comment' })];
	const challengeId = await place.publish({ steps, badgeId });
	await place.join(ana, challengeId);
	await place.post(ana);
	await place.comment(ana, await place.post(ben));
	await place.deliver();
	expect(await place.stateOf(ana, challengeId)).toEqual([[1, 1], false]);
	const second = await place.post(ana);
	await place.deliver();
	await place.deliver();
	expect(await place.stateOf(ana, challengeId)).toEqual([[2, 1], true]);
	expect(await place.pointsOf(ana)).toBe(50);
	expect((await place.books()).held).toMatchObject([{ memberId: ana.memberId, badgeId }]);
	const { items } = await (await place.as(ana)).gamification.log({});
	expect(items).toMatchObject([{ kind: 'reward', points: 50, challenge: 'Spring', deed: null }]);
	await (await place.as(ana)).posts.delete({ postId: second });
	await place.deliver();
	expect(await place.stateOf(ana, challengeId)).toEqual([[1, 1], false]);
	expect([await place.pointsOf(ana), (await place.books()).held]).toEqual([0, []]);
	await place.post(ana);
	await place.deliver();
	expect([await place.pointsOf(ana), await place.pointsOf(ben)]).toEqual([50, 0]);
	const counted = await place.books();
	await place.recount();
	expect(await place.books()).toEqual(counted);
});

test('what was done between start and end counts, also before one joined; afterwards only what is removed changes anything', async () => {
	await openNew();
	const early = await place.post(ana);
	installation.clock.advance(2 * 3600);
	const challengeId = await place.publish({ steps: [countedStep({ times: 2 })] });
	await place.post(ana);
	await place.deliver();
	await place.join(ana, challengeId);
	expect(await place.stateOf(ana, challengeId)).toEqual([[1], false]);
	const last = await place.post(ana);
	await place.deliver();
	expect(await place.pointsOf(ana)).toBe(50);
	await place.join(ben, challengeId);
	await place.post(ben);
	installation.clock.advance(8 * DAY);
	await place.post(ben);
	await place.deliver();
	expect(await place.stateOf(ben, challengeId)).toEqual([[1], false]);
	expect(await outcomeOf(place.join(place.founder, challengeId))).toBe(
		'gamification.challenge_over',
	);
	const api = await place.as(ana);
	await api.posts.delete({ postId: early });
	await place.deliver();
	expect(await place.pointsOf(ana)).toBe(50);
	await api.posts.delete({ postId: last });
	await place.deliver();
	expect(await place.pointsOf(ana)).toBe(0);
	const counted = await place.books();
	await place.recount();
	expect(await place.books()).toEqual(counted);
});

test('told in any order, three times and from nothing, challenges come to the same', async () => {
	await openNew();
	await place.rule(ruleOf({ points: 3 }));
	const when = { is: 'count', of: 'comment', as: 'doer', days: 5, atLeast: 2 } as const;
	const steps = [countedStep({ times: 3 }), countedStep({ on: 'comment', when, times: 2 })];
	const [alone, team] = [
		await place.publish({ steps }),
		await place.publish({ steps, team: { least: 2, most: 3 }, points: 7 }),
	];
	for (const who of [ana, ben]) await place.join(who, alone);
	const teamId = await place.found(ana, team);
	await place.join(ben, team, { teamId });
	const posts: string[] = [];
	for (const who of [ana, ben, ana, ana, ben]) {
		installation.clock.advance(600);
		const postId = await place.post(who);
		posts.push(postId);
		await place.comment(who === ana ? ben : ana, postId);
	}
	await (await place.as(ana)).posts.delete({ postId: posts[0] ?? '' });
	const events = await place.events();
	await place.deliver(events.toReversed());
	await place.deliver(events);
	await place.deliver(events.toSorted((a, b) => (a.id.slice(-4) < b.id.slice(-4) ? -1 : 1)));
	const counted = await place.books();
	expect(counted.parties.map(({ doneAt }) => doneAt !== null)).toContain(true);
	expect(counted.scores.length).toBe(2);
	await place.recount();
	expect(await place.books()).toEqual(counted);
	const { db } = place.here;
	for (const table of ['badgeGrants', 'pointEntries', 'scoreDays', 'scores', 'deeds'] as const)
		await db.deleteFrom(table).execute();
	await db.updateTable('challengeParties').set({ progress: '{}', doneAt: null }).execute();
	await place.recount();
	expect(await place.books()).toEqual(counted);
});

test('a team counts together, takes as many as it may, and is joined by a code where it is shut', async () => {
	await openNew();
	const cem = await place.here.member('member', 'Cem');
	const dua = await place.here.member('member', 'Dua');
	const challengeId = await place.publish({
		...{ steps: [countedStep({ times: 2 })], team: { least: 2, most: 2 } },
	});
	expect(await outcomeOf(place.join(ana, challengeId))).toBe('gamification.team_needed');
	const teamId = await place.found(ana, challengeId, false);
	const { team } = await place.see(ana, challengeId);
	expect((await place.see(ben, challengeId)).openTeams).toEqual([]);
	for (const wish of [{ teamId }, { code: 'WRONGONE' }])
		expect(await outcomeOf(place.join(ben, challengeId, wish))).toBe('gamification.team_not_found');
	await place.post(ana);
	await place.post(ana);
	await place.deliver();
	// Two posts are enough, one member is not.
	expect(await place.stateOf(ana, challengeId)).toEqual([[2], false]);
	const code = team?.code.toLowerCase() ?? '';
	await place.join(ben, challengeId, { code });
	await place.join(ben, challengeId, { code });
	expect([await place.pointsOf(ana), await place.pointsOf(ben)]).toEqual([50, 50]);
	expect(await outcomeOf(place.join(cem, challengeId, { code }))).toBe('gamification.team_done');
	expect(await outcomeOf(place.found(ben, challengeId))).toBe('gamification.challenge_joined');
	const open = await place.found(cem, challengeId);
	expect((await place.see(dua, challengeId)).openTeams).toMatchObject([{ id: open, left: 1 }]);
	const people = await Promise.all(
		Array.from({ length: 4 }, (_, index) => place.here.member('member', `Guest ${index}`)),
	);
	const outcomes = await atOnce(4, async (index) =>
		place.join(people[index] ?? cem, challengeId, { teamId: open }),
	);
	expect(outcomes).toEqual({ done: 1, 'gamification.team_full': 3 });
});

test('who leaves takes along what they did, and who is through stays', async () => {
	await openNew();
	const challengeId = await place.publish({
		...{ steps: [countedStep({ times: 3 })], team: { least: 1, most: 3 }, places: 2 },
	});
	const teamId = await place.found(ana, challengeId);
	await place.join(ben, challengeId, { teamId });
	const cem = await place.here.member('member', 'Cem');
	expect(await outcomeOf(place.found(cem, challengeId))).toBe('gamification.challenge_full');
	await place.post(ana);
	await place.post(ben);
	await place.deliver();
	expect(await place.stateOf(ana, challengeId)).toEqual([[2], false]);
	const { gamification } = await place.as(ben);
	await gamification.leaveChallenge({ challengeId });
	await gamification.leaveChallenge({ challengeId });
	expect(await place.stateOf(ana, challengeId)).toEqual([[1], false]);
	await place.post(ana);
	await place.post(ana);
	await place.deliver();
	const own = (await place.as(ana)).gamification;
	expect(await outcomeOf(own.leaveChallenge({ challengeId }))).toBe('gamification.team_done');
	expect((await place.see(ana, challengeId)).challenge.mine).toMatchObject({ isNews: true });
	await own.seeChallenge({ challengeId });
	expect((await place.see(ana, challengeId)).challenge.mine).toMatchObject({ isNews: false });
});

test('what members joined for stays as it is; it ends early or is put away, and what it gave stays', async () => {
	await openNew();
	const { gamification } = await place.as(place.founder);
	const fields = challengeFields(installation.clock.now());
	await gamification.saveChallenge(fields);
	await gamification.saveChallenge(fields);
	expect((await gamification.listChallenges()).map(({ phase }) => phase)).toEqual(['draft']);
	expect((await (await place.as(ana)).gamification.challenges()).challenges).toEqual([]);
	expect(await outcomeOf(place.join(ana, fields.id))).toBe('gamification.challenge_not_found');
	await gamification.publishChallenge({ challengeId: fields.id, version: 1 });
	await gamification.saveChallenge({ ...fields, version: 2, points: 40 });
	await place.join(ana, fields.id);
	const changed = { ...fields, version: 3, points: 60 };
	expect(await outcomeOf(gamification.saveChallenge(changed))).toBe('gamification.challenge_fixed');
	await gamification.saveChallenge({ ...fields, version: 3, points: 40, title: 'Summer' });
	expect(await outcomeOf(gamification.endChallenge({ challengeId: fields.id, version: 3 }))).toBe(
		'gamification.changed_meanwhile',
	);
	await place.post(ana);
	await place.deliver();
	await gamification.endChallenge({ challengeId: fields.id, version: 4 });
	expect(await outcomeOf(gamification.endChallenge({ challengeId: fields.id, version: 5 }))).toBe(
		'gamification.challenge_not_running',
	);
	expect((await place.see(ana, fields.id)).challenge).toMatchObject({
		...{ phase: 'over', title: 'Summer', mine: { isDone: true } },
	});
	await gamification.removeChallenge({ challengeId: fields.id });
	await gamification.removeChallenge({ challengeId: fields.id });
	expect(await gamification.listChallenges()).toEqual([]);
	await place.recount();
	expect(await place.pointsOf(ana)).toBe(40);
	expect(await outcomeOf(place.see(ana, fields.id))).toBe('gamification.challenge_not_found');
});

test('a step that asks by an expression counts what it holds of; one that is at fault is not saved', async () => {
	await openNew();
	const asking = (text: string) => [countedStep({ when: { is: 'expression', text } })];
	const challengeId = await place.publish({ steps: asking('deed.length > 0 && member.days < 5') });
	await place.join(ana, challengeId);
	await place.post(ana);
	await place.deliver();
	expect(await place.stateOf(ana, challengeId)).toEqual([[1], true]);
	const { gamification } = await place.as(place.founder);
	const steps = asking('deed.kind.matches("(a+)+$")');
	const wrong = challengeFields(installation.clock.now(), { steps });
	expect(await outcomeOf(gamification.saveChallenge(wrong))).toBe('gamification.expression_wrong');
});

test('a badge that a rule and a challenge give is there as long as one of them gives it', async () => {
	await openNew();
	const badgeId = await badge();
	const challengeId = await place.publish({ steps: [countedStep()], badgeId, points: 0 });
	await place.join(ana, challengeId);
	const postId = await place.post(ana);
	await place.deliver();
	await place.rule(ruleOf({ on: 'comment', points: 0, badgeId }));
	const commentId = await place.comment(ana, await place.post(ben));
	await place.deliver();
	const held = async () => (await place.books()).held.map((one) => one.badgeId);
	await (await place.as(ana)).posts.delete({ postId });
	await place.deliver();
	expect(await held()).toEqual([badgeId]);
	await place.post(ana);
	await place.deliver();
	await (await place.as(ana)).comments.delete({ commentId });
	await place.deliver();
	expect(await held()).toEqual([badgeId]);
	const counted = await place.books();
	await place.recount();
	expect(await place.books()).toEqual(counted);
});
