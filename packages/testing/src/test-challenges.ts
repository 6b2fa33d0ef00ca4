import type {
	ChallengePage,
	JoinChallenge,
	SaveChallenge,
	Step,
} from '@kith/domains/gamification/challenges';
import { newId } from '@kith/kernel/ids';
import { challengeFields } from './matrix-challenges.ts';
import type { TestMember } from './test-community.ts';
import { createJobContext } from '@kith/domains/create-context';
import { consumers, jobs } from '@kith/domains';
import type { TestInstallation } from './test-installation.ts';
import { openPoints } from './test-points.ts';

/** A community with points, and challenges in it. */
export async function openChallenges(installation: TestInstallation) {
	const points = await openPoints(installation);
	const { here, founder, as } = points;

	/** A challenge that members see; its id. */
	async function publish(change: Partial<SaveChallenge> = {}): Promise<string> {
		const { gamification } = await as(founder);
		const fields = challengeFields(installation.clock.now(), change);
		await gamification.saveChallenge(fields);
		await gamification.publishChallenge({ challengeId: fields.id, version: 1 });
		return fields.id;
	}

	const join = async (
		who: TestMember,
		challengeId: string,
		team: Partial<JoinChallenge> = {},
	): Promise<void> => (await as(who)).gamification.joinChallenge({ challengeId, ...team });

	/** A team of one's own; its id. */
	async function found(who: TestMember, challengeId: string, isOpen = true): Promise<string> {
		const newTeam = { id: newId(), name: 'Larks', isOpen };
		await join(who, challengeId, { newTeam });
		return newTeam.id;
	}

	const see = async (who: TestMember, challengeId: string): Promise<ChallengePage> =>
		(await as(who)).gamification.challenge({ challengeId });

	/** How far somebody is: the counts of the steps, and whether they are through. */
	async function stateOf(who: TestMember, challengeId: string) {
		const { challenge } = await see(who, challengeId);
		return [challenge.steps.map(({ count }) => count), challenge.mine?.isDone ?? null] as const;
	}

	/** Hands in what a step asks for; its id. */
	async function handIn(who: TestMember, challengeId: string, { id: stepId }: Step) {
		const id = newId();
		const sent = { id, challengeId, stepId, body: 'Done', url: 'https://example.org/a' };
		await (await as(who)).gamification.handIn(sent);
		return id;
	}

	const judge = async (who: TestMember, evidenceId: string, isAccepted = true, answer = 'Closer') =>
		(await as(who)).gamification.judgeEvidence({ evidenceId, isAccepted, answer });

	/** How far all parties are, in an order of their own, beside everything that is counted. */
	async function books() {
		const parties = await here.db
			.selectFrom('challengeParties')
			.select(['id', 'progress', 'kept', 'doneAt'])
			.orderBy('id')
			.execute();
		return { ...(await points.books()), parties };
	}

	/** Lets jobs that were asked for settle these members. */
	const settle = async (...members: TestMember[]) =>
		jobs.get('settle-points')?.run(installation.services, {
			...{ communityId: here.id, memberIds: members.map(({ memberId }) => memberId) },
		});

	/** Hands every departure to who listens. */
	async function forget(): Promise<void> {
		const ctx = await createJobContext(installation.services, here.community, 'relay');
		const forgetting = consumers.get('forget-points');
		for (const event of await points.events())
			if (forgetting?.on.includes(event.type)) await forgetting.handle(ctx, event);
	}

	const verbs = { publish, join, found, see, stateOf, handIn, judge, settle, forget };
	return { ...points, ...verbs, books };
}

export type Challenges = Awaited<ReturnType<typeof openChallenges>>;
