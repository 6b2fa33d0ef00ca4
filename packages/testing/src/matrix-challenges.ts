import { communityCaller } from '@kith/domains';
import type { CommunityContext } from '@kith/domains/context';
import type { SaveChallenge, Step } from '@kith/domains/gamification/challenges';
import { newId } from '@kith/kernel/ids';
import type { Audited } from './audited-settings.ts';
import type { Stage } from './matrix-stage.ts';
import { INSIDE, RUNNERS, type Cases } from './matrix-who.ts';
import { founderOf } from './test-actors.ts';
import { outcomeOf } from './test-content.ts';

const HOUR = 3_600_000;

const owner = async ({ here }: Stage) => here.as(await founderOf(here));

export const countedStep = (change: Partial<Extract<Step, { kind: 'counted' }>> = {}): Step => ({
	...{ id: newId(), title: 'Write', kind: 'counted', on: 'post', to: 'doer', when: null, times: 1 },
	...change,
});

export const evidenceStep = (): Step => ({
	...{ id: newId(), title: 'Show it', kind: 'evidence', ask: 'A picture of it' },
});

/** A challenge for one, which began an hour ago and goes on for a week. */
export const challengeFields = (now: Date, change: Partial<SaveChallenge> = {}): SaveChallenge => ({
	...{ id: newId(), version: null, title: 'Spring', words: 'Together', icon: '🌱' },
	...{ startsAt: new Date(now.getTime() - HOUR), endsAt: new Date(now.getTime() + 168 * HOUR) },
	...{ team: null, places: null, steps: [countedStep()], points: 50, badgeId: null },
	...change,
});

type Made = { challengeId: string; steps: readonly Step[] };

/** A challenge that members see, with a step of each kind. */
async function running(stage: Stage, change: Partial<SaveChallenge> = {}): Promise<Made> {
	const ctx = await owner(stage);
	const { gamification } = communityCaller(ctx);
	const steps = [countedStep(), evidenceStep()];
	const fields = challengeFields(ctx.clock.now(), { steps, ...change });
	await gamification.saveChallenge(fields);
	await gamification.publishChallenge({ challengeId: fields.id, version: 1 });
	return { challengeId: fields.id, steps };
}

async function draft(stage: Stage): Promise<{ challengeId: string }> {
	const ctx = await owner(stage);
	const fields = challengeFields(ctx.clock.now());
	await communityCaller(ctx).gamification.saveChallenge(fields);
	return { challengeId: fields.id };
}

/** What somebody of a team handed in, and that nobody has judged. */
export async function evidenceIn(stage: Stage) {
	const { challengeId, steps } = await running(stage, { team: { least: 1, most: 3 } });
	const { gamification } = communityCaller(await stage.actor('member'));
	const [teamId, evidenceId, stepId] = [newId(), newId(), steps[1]?.id ?? ''];
	const newTeam = { id: teamId, name: 'Larks', isOpen: true };
	await gamification.joinChallenge({ challengeId, newTeam });
	await gamification.handIn({ id: evidenceId, challengeId, stepId, body: 'Done', url: '' });
	return { challengeId, teamId, stepId, evidenceId };
}

/** A new challenge that somebody who runs the place takes part in, with what they handed in. */
export async function takeOn(ctx: CommunityContext): Promise<void> {
	const { gamification } = communityCaller(ctx);
	const step = evidenceStep();
	const fields = challengeFields(ctx.clock.now(), { steps: [countedStep(), step] });
	const challengeId = fields.id;
	await gamification.saveChallenge(fields);
	await gamification.publishChallenge({ challengeId, version: 1 });
	await gamification.joinChallenge({ challengeId });
	await gamification.handIn({ id: newId(), challengeId, stepId: step.id, body: 'Here', url: '' });
}

/** A challenge that the actor takes part in, where they may. */
async function joined(stage: Stage, ctx: CommunityContext): Promise<Made> {
	const made = await running(stage);
	const { challengeId } = made;
	await outcomeOf(communityCaller(ctx).gamification.joinChallenge({ challengeId }));
	return made;
}

/** The procedures of challenges: who runs the place makes and judges them, everybody inside takes part. */
export const CHALLENGE_CASES: Cases = {
	'gamification.listChallenges': { allowed: RUNNERS },
	'gamification.saveChallenge': {
		allowed: RUNNERS,
		input: (_, ctx) => challengeFields(ctx.clock.now()),
	},
	'gamification.publishChallenge': {
		allowed: RUNNERS,
		input: async (stage) => ({ ...(await draft(stage)), version: 1 }),
	},
	'gamification.endChallenge': {
		allowed: RUNNERS,
		input: async (stage) => ({ challengeId: (await running(stage)).challengeId, version: 2 }),
	},
	'gamification.removeChallenge': { allowed: RUNNERS, input: draft },
	'gamification.evidence': { allowed: RUNNERS, input: () => ({}) },
	'gamification.judgeEvidence': {
		allowed: RUNNERS,
		input: async (stage) => {
			const { evidenceId } = await evidenceIn(stage);
			return { evidenceId, isAccepted: true, answer: '' };
		},
	},
	'gamification.challenges': { allowed: INSIDE },
	'gamification.challenge': {
		allowed: INSIDE,
		input: async (stage) => ({ challengeId: (await running(stage)).challengeId }),
	},
	'gamification.joinChallenge': {
		allowed: INSIDE,
		input: async (stage) => {
			const { challengeId, teamId } = await evidenceIn(stage);
			return { challengeId, teamId };
		},
	},
	'gamification.leaveChallenge': {
		allowed: INSIDE,
		input: async (stage, ctx) => ({ challengeId: (await joined(stage, ctx)).challengeId }),
	},
	'gamification.handIn': {
		allowed: INSIDE,
		input: async (stage, ctx) => {
			const { challengeId, steps } = await joined(stage, ctx);
			return { id: newId(), challengeId, stepId: steps[1]?.id ?? '', body: 'Done', url: '' };
		},
	},
	'gamification.seeChallenge': {
		allowed: INSIDE,
		input: async (stage, ctx) => ({ challengeId: (await joined(stage, ctx)).challengeId }),
	},
};

export const AUDITED_CHALLENGES: Readonly<Record<string, Audited>> = {
	'gamification.saveChallenge': { action: 'challenges.created' },
	'gamification.publishChallenge': { action: 'challenges.published' },
	'gamification.endChallenge': { action: 'challenges.ended' },
	'gamification.removeChallenge': { action: 'challenges.removed' },
	'gamification.judgeEvidence': { action: 'evidence.accepted' },
};
