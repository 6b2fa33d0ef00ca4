import { communityCaller } from '@kith/domains';
import { memberIdOf } from '@kith/kernel/actor';
import { newId } from '@kith/kernel/ids';
import type { Audited } from './audited-settings.ts';
import type { Stage } from './matrix-stage.ts';
import { EVERYONE, INSIDE, RUNNERS, type Cases } from './matrix-who.ts';
import { founderOf } from './test-actors.ts';
import { ruleOf } from './test-points.ts';

const owner = async ({ here }: Stage) =>
	communityCaller(await here.as(await founderOf(here))).gamification;

export const badgeFields = () => ({
	...{ id: newId(), version: null, name: 'Helper', description: '', icon: '🏅' },
	...{ tone: 'gold' as const, mostGiven: null, lastsDays: null },
});

/** A rule that is written and not in force; its id. */
export async function draftRule(stage: Stage): Promise<string> {
	const ruleId = newId();
	const draft = { id: ruleId, name: 'Rule', definition: ruleOf(), version: null };
	await (await owner(stage)).saveRule(draft);
	return ruleId;
}

export async function badge(stage: Stage): Promise<string> {
	const fields = badgeFields();
	await (await owner(stage)).saveBadge(fields);
	return fields.id;
}

/** A badge that somebody was given by hand; the grant's id. */
export async function grant(stage: Stage): Promise<string> {
	return grantTo(stage, (await stage.member()).memberId);
}

/** A badge that whoever has it shows the world. */
async function sharedGrant(stage: Stage): Promise<{ grantId: string }> {
	const ctx = await stage.actor('member');
	const grantId = await grantTo(stage, ctx.grants.memberId);
	await communityCaller(ctx).gamification.shareBadge({ grantId, isShared: true });
	return { grantId };
}

async function grantTo(stage: Stage, memberId: string): Promise<string> {
	const id = newId();
	await (
		await owner(stage)
	).giveBadge({ id, badgeId: await badge(stage), memberId, reason: 'Thanks' });
	return id;
}

let year = 2100;
/** One after the other, because none may meet another one. */
const seasonFields = () => {
	year += 1;
	const days = { from: `${year}-01-01`, until: `${year}-03-31` };
	return { id: newId(), name: `Season ${year}`, ...days, version: null };
};

export async function season(stage: Stage): Promise<string> {
	const fields = seasonFields();
	await (await owner(stage)).saveSeason(fields);
	return fields.id;
}

async function levels(stage: Stage) {
	const { levels: kept, version } = await (await owner(stage)).levels();
	return { levels: { ...kept, staffOnBoards: !kept.staffOnBoards }, version };
}

/** The procedures of points: who runs the place makes the rules, and everybody inside sees what they bring. */
export const POINT_CASES: Cases = {
	'gamification.start': { allowed: RUNNERS, input: () => ({ rules: [], countsPast: false }) },
	'gamification.face': { allowed: EVERYONE },
	'gamification.rules': { allowed: RUNNERS },
	'gamification.saveRule': {
		allowed: RUNNERS,
		input: () => ({ id: newId(), name: 'Rule', definition: ruleOf(), version: null }),
	},
	'gamification.publishRule': {
		allowed: RUNNERS,
		input: async (stage) => ({ ruleId: await draftRule(stage), version: 1, daysBack: 0 }),
	},
	'gamification.stopRule': {
		allowed: RUNNERS,
		input: async (stage) => {
			const ruleId = await draftRule(stage);
			await (await owner(stage)).publishRule({ ruleId, version: 1, daysBack: 0 });
			return { ruleId, version: 2 };
		},
	},
	'gamification.removeRule': {
		allowed: RUNNERS,
		input: async (stage) => ({ ruleId: await draftRule(stage) }),
	},
	'gamification.simulate': {
		allowed: RUNNERS,
		input: () => ({ ruleId: newId(), definition: ruleOf() }),
	},
	'gamification.simulateSet': { allowed: RUNNERS },
	'gamification.badges': { allowed: RUNNERS },
	'gamification.gallery': { allowed: INSIDE },
	'gamification.shared': {
		allowed: EVERYONE,
		input: sharedGrant,
	},
	'gamification.shareBadge': {
		allowed: INSIDE,
		input: async (stage, ctx) => {
			const memberId = memberIdOf(ctx.actor) ?? (await stage.member()).memberId;
			return { grantId: await grantTo(stage, memberId), isShared: true };
		},
	},
	'gamification.saveBadge': { allowed: RUNNERS, input: badgeFields },
	'gamification.archiveBadge': {
		allowed: RUNNERS,
		input: async (stage) => ({ badgeId: await badge(stage) }),
	},
	'gamification.giveBadge': {
		allowed: RUNNERS,
		input: async (stage) => ({
			...{ id: newId(), badgeId: await badge(stage), reason: 'Thanks' },
			memberId: (await stage.member()).memberId,
		}),
	},
	'gamification.takeBadge': {
		allowed: RUNNERS,
		input: async (stage) => ({ grantId: await grant(stage), reason: 'By mistake' }),
	},
	'gamification.levels': { allowed: RUNNERS },
	'gamification.saveLevels': { allowed: RUNNERS, input: levels },
	'gamification.tryLevels': {
		allowed: RUNNERS,
		input: async (stage) => ({ levels: (await levels(stage)).levels }),
	},
	'gamification.give': {
		allowed: RUNNERS,
		input: async (stage) => ({
			...{ id: newId(), points: 5, reason: 'Thanks' },
			memberId: (await stage.member()).memberId,
		}),
	},
	'gamification.score': { allowed: INSIDE, input: async (stage) => stage.member() },
	'gamification.mine': { allowed: EVERYONE },
	'gamification.log': { allowed: INSIDE, input: () => ({}) },
	'gamification.board': { allowed: INSIDE, input: () => ({}) },
	'gamification.seasons': { allowed: INSIDE },
	'gamification.saveSeason': { allowed: RUNNERS, input: seasonFields },
	'gamification.removeSeason': {
		allowed: RUNNERS,
		input: async (stage) => ({ seasonId: await season(stage), version: 1 }),
	},
	'gamification.setOffBoards': { allowed: INSIDE, input: () => ({ isOffBoards: true }) },
	'gamification.celebrate': { allowed: INSIDE },
};

export const AUDITED_POINTS: Readonly<Record<string, Audited>> = {
	'gamification.start': {
		action: 'point_rules.published',
		input: () => ({
			...{ rules: [{ id: newId(), name: 'Rule', definition: ruleOf() }], countsPast: false },
		}),
	},
	'gamification.saveRule': { action: 'point_rules.created' },
	'gamification.publishRule': { action: 'point_rules.published' },
	'gamification.stopRule': { action: 'point_rules.ended' },
	'gamification.removeRule': { action: 'point_rules.removed' },
	'gamification.saveBadge': { action: 'badges.created' },
	'gamification.archiveBadge': { action: 'badges.archived' },
	'gamification.giveBadge': { action: 'badges.given' },
	'gamification.takeBadge': { action: 'badges.revoked' },
	'gamification.saveLevels': { action: 'levels.updated' },
	'gamification.saveSeason': { action: 'seasons.created' },
	'gamification.removeSeason': { action: 'seasons.removed' },
	'gamification.give': { action: 'points.given' },
};
