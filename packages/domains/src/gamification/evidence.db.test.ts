import { afterAll, beforeAll, expect, test } from 'vitest';
import { countedStep, evidenceStep } from '@kith/testing/matrix-challenges';
import { openChallenges, type Challenges } from '@kith/testing/test-challenges';
import type { TestMember } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';

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

test('evidence is sent back with words and accepted once; the second judge hears who was faster', async () => {
	await openNew();
	const step = evidenceStep();
	const challengeId = await place.publish({ steps: [step] });
	await place.join(ana, challengeId);
	const [mo, ada] = [
		await place.here.member('admin', 'Mo'),
		await place.here.member('admin', 'Ada'),
	];
	const sent = await place.handIn(ana, challengeId, step);
	expect(await outcomeOf(place.handIn(ana, challengeId, step))).toBe('gamification.evidence_there');
	expect(await outcomeOf(place.judge(ben, sent))).toBe('permissions.denied');
	expect(await outcomeOf(place.judge(mo, sent, false, ''))).not.toBe('done');
	await place.judge(mo, sent, false);
	const { challenge } = await place.see(ana, challengeId);
	expect(challenge.steps[0]?.evidence).toMatchObject({ state: 'returned', answer: 'Closer' });
	const again = await place.handIn(ana, challengeId, step);
	expect((await (await place.as(ada)).gamification.evidence({})).items).toMatchObject([
		{ id: again, challenge: 'Spring', step: 'Show it', member: { name: 'Ana' }, isOwn: false },
	]);
	const attempts = await Promise.all(
		[mo, ada].map(async (who) =>
			place.judge(who, again).then(
				() => null,
				(error: unknown) => error,
			),
		),
	);
	const loser = attempts.find((one) => one !== null) as {
		cause: { code: string; details: object };
	};
	expect(attempts.filter((one) => one === null)).toHaveLength(1);
	expect(loser.cause.code).toBe('gamification.evidence_decided');
	expect(['Mo', 'Ada']).toContain(Reflect.get(loser.cause.details, 'by'));
	expect(await place.stateOf(ana, challengeId)).toEqual([[1], true]);
	expect(await place.pointsOf(ana)).toBe(50);
	await place.recount();
	expect(await place.pointsOf(ana)).toBe(50);
	expect((await (await place.as(ada)).gamification.evidence({})).items).toEqual([]);
});

test('nobody judges their own; what was handed in before the end is judged after it', async () => {
	await openNew();
	const step = evidenceStep();
	const challengeId = await place.publish({ steps: [step] });
	const mo = await place.here.member('admin', 'Mo');
	await place.join(mo, challengeId);
	await place.join(ana, challengeId);
	const [own, hers] = [
		await place.handIn(mo, challengeId, step),
		await place.handIn(ana, challengeId, step),
	];
	expect(await outcomeOf(place.judge(mo, own))).toBe('gamification.evidence_own');
	installation.clock.advance(8 * DAY);
	expect(await outcomeOf(place.handIn(ben, challengeId, step))).toBe(
		'gamification.challenge_not_found',
	);
	await place.judge(mo, hers);
	expect(await place.pointsOf(ana)).toBe(50);
	await place.judge(place.founder, own, false);
	expect(await outcomeOf(place.handIn(mo, challengeId, step))).toBe(
		'gamification.challenge_not_running',
	);
});

test('who asks to be forgotten leaves their team what they did, and nothing else', async () => {
	await openNew();
	const step = evidenceStep();
	const steps = [countedStep({ times: 2 }), step];
	const challengeId = await place.publish({ steps, team: { least: 2, most: 3 } });
	const teamId = await place.found(ana, challengeId);
	await place.join(ben, challengeId, { teamId });
	await place.post(ana);
	await place.post(ben);
	await place.deliver();
	await place.judge(place.founder, await place.handIn(ben, challengeId, step));
	expect(await place.pointsOf(ana)).toBe(50);
	await (await place.as(ben)).members.leave({ contributions: 'anonymise' });
	await place.forget();
	await place.deliver();
	await place.recount();
	expect(await place.stateOf(ana, challengeId)).toEqual([[2, 1], true]);
	expect(await place.pointsOf(ana)).toBe(50);
	const evidence = place.here.db.selectFrom('challengeEvidence').select(['memberId', 'body']);
	expect(await evidence.execute()).toEqual([{ memberId: null, body: '' }]);
	const members = place.here.db.selectFrom('challengeMembers').select('memberId');
	expect(await members.execute()).toEqual([{ memberId: ana.memberId }]);
});

test('a challenge of another community is none', async () => {
	await openNew();
	const step = evidenceStep();
	const challengeId = await place.publish({ steps: [step] });
	const elsewhere = await openChallenges(installation);
	const eve = await elsewhere.here.member('member', 'Eve');
	expect(await outcomeOf(elsewhere.join(eve, challengeId))).toBe(
		'gamification.challenge_not_found',
	);
	expect(await outcomeOf(elsewhere.see(eve, challengeId))).toBe('gamification.challenge_not_found');
	await place.join(ana, challengeId);
	const evidenceId = await place.handIn(ana, challengeId, step);
	expect(await outcomeOf(elsewhere.judge(elsewhere.founder, evidenceId))).toBe(
		'gamification.evidence_not_found',
	);
});
