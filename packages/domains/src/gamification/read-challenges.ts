import * as z from 'zod';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { hasModule, requireModule } from '../modules/index.ts';
import { challengeCounts, challengesHere, type ShownChallenge } from './challenges.queries.ts';
import {
	EvidenceState,
	Steps,
	type ChallengeCard,
	type ChallengeCards,
	type ChallengePage,
	type ChallengeRef,
	type ChallengeView,
	type StepView,
} from './challenges.schema.ts';
import { TONES } from './gamification.schema.ts';
import { stepsDone } from './join-challenge.ts';
import type { Progress } from './measure.ts';
import {
	lastEvidence,
	openTeams,
	partsOf,
	peopleIn,
	teamMates,
	type Part,
} from './parties.queries.ts';
import { phaseOf, teamOf } from './phase.ts';

const Tone = z.enum(TONES);
const SHOWN_PEOPLE = 60;
const SHOWN_TEAMS = 50;

/** The challenges as those see them who run them, with how far members are. */
export async function listChallenges(ctx: CommunityContext): Promise<ChallengeView[]> {
	ctx.authorize('update', 'Challenge');
	requireModule(ctx, 'gamification');
	const rows = await challengesHere(ctx.db).execute();
	const counts = await challengeCounts(ctx.db).execute();
	const now = ctx.clock.now();
	return rows.map((row) => {
		const count = counts.find(({ challengeId }) => challengeId === row.id);
		return {
			...{ id: row.id, title: row.title, words: row.words, icon: row.icon },
			...{ startsAt: row.startsAt, endsAt: row.endsAt, places: row.places },
			...{ team: teamOf(row), steps: Steps.parse(row.steps), points: row.points },
			...{ badgeId: row.badgeId, version: row.version, phase: phaseOf(row, now) },
			...{ members: row.members, done: count?.done ?? 0, waiting: count?.waiting ?? 0 },
		};
	});
}

type Evidence = Awaited<ReturnType<ReturnType<typeof lastEvidence>['executeTakeFirstOrThrow']>>;

/** The challenges that members see: what is running ends first, and what is over stands last. */
export async function readChallenges(ctx: CommunityContext): Promise<ChallengeCards> {
	ctx.authorize('read', 'Challenge');
	if (!hasModule(ctx, 'gamification')) return { challenges: [] };
	const rows = await challengesHere(ctx.db).execute();
	const parts = await partsOf(ctx.db, ctx.grants.memberId).execute();
	const evidence = await evidenceOf(ctx, parts);
	const cards = rows
		.filter(({ status }) => status === 'published')
		.map((row) => cardOf(ctx, row, { parts, evidence }));
	return { challenges: cards.toSorted(byUrgency) };
}

const ORDER = { running: 0, coming: 1, over: 2, draft: 3 } as const;
function byUrgency(a: ChallengeCard, b: ChallengeCard): number {
	if (a.phase !== b.phase) return ORDER[a.phase] - ORDER[b.phase];
	if (a.phase === 'over') return b.endsAt.getTime() - a.endsAt.getTime();
	return a.phase === 'coming'
		? a.startsAt.getTime() - b.startsAt.getTime()
		: a.endsAt.getTime() - b.endsAt.getTime();
}

/** One challenge with who takes part. Throws `gamification.challenge_not_found`. */
export async function readChallenge(
	ctx: CommunityContext,
	{ challengeId }: ChallengeRef,
): Promise<ChallengePage> {
	ctx.authorize('read', 'Challenge');
	requireModule(ctx, 'gamification');
	const rows = await challengesHere(ctx.db).where('challenges.id', '=', challengeId).execute();
	const row = rows.find(({ status }) => status === 'published');
	if (!row) throw new NotFoundError('gamification.challenge_not_found');
	const parts = await partsOf(ctx.db, ctx.grants.memberId, challengeId).execute();
	const [part] = parts;
	const evidence = await evidenceOf(ctx, parts);
	const challenge = cardOf(ctx, row, { parts, evidence });
	const { blocked, blockedBy } = ctx.grants.avoided;
	const without = [...blocked, ...blockedBy];
	const people = await peopleIn(ctx.db, challengeId, { without, limit: SHOWN_PEOPLE }).execute();
	const isOpen = challenge.team !== null && !part && challenge.phase !== 'over';
	const teams = isOpen
		? await openTeams(ctx.db, challengeId, row.teamMost, SHOWN_TEAMS).execute()
		: [];
	return {
		challenge,
		people: people.map(({ team, doneAt, ...member }) => ({
			...{ member, team, isDone: doneAt !== null },
		})),
		team:
			part && part.code !== null
				? {
						...{ id: part.partyId, name: part.name, code: part.code, isOpen: part.isOpen },
						members: await teamMates(ctx.db, part.partyId).execute(),
					}
				: null,
		openTeams: teams.map((team) => ({ ...team, left: row.teamMost - team.members })),
	};
}

const evidenceOf = async (
	{ db }: CommunityContext,
	parts: readonly Part[],
): Promise<readonly Evidence[]> => {
	const ids = parts.map(({ partyId }) => partyId);
	return ids.length > 0 ? lastEvidence(db, ids).execute() : [];
};

function cardOf(
	{ clock }: CommunityContext,
	row: ShownChallenge,
	{ parts, evidence }: { parts: readonly Part[]; evidence: readonly Evidence[] },
): ChallengeCard {
	const part = parts.find(({ challengeId }) => challengeId === row.id);
	const its = evidence.filter(({ partyId }) => partyId === part?.partyId);
	const { badgeName, badgeIcon, badgeTone } = row;
	return {
		...{ id: row.id, title: row.title, words: row.words, icon: row.icon },
		...{ startsAt: row.startsAt, endsAt: row.endsAt, phase: phaseOf(row, clock.now()) },
		...{ team: teamOf(row), points: row.points, members: row.members },
		left: row.places === null ? null : Math.max(0, row.places - row.members),
		steps: stepsOf(row, part, its),
		badge:
			badgeName !== null && badgeIcon !== null
				? { name: badgeName, icon: badgeIcon, tone: Tone.parse(badgeTone) }
				: null,
		mine: part
			? {
					...{ team: part.name, isDone: part.doneAt !== null },
					isNews: stepsDone(part.progress) > part.stepsSeen,
				}
			: null,
	};
}

function stepsOf(
	row: ShownChallenge,
	part: Part | undefined,
	evidence: readonly Evidence[],
): StepView[] {
	const progress = (part?.progress ?? {}) as Progress;
	return Steps.parse(row.steps).map((step) => {
		const { count = 0, at = null } = progress[step.id] ?? {};
		const last = evidence.find(({ stepId }) => stepId === step.id);
		return {
			...{ id: step.id, title: step.title, kind: step.kind, count, isDone: at !== null },
			...(step.kind === 'evidence' ? { ask: step.ask, times: 1 } : { ask: '', times: step.times }),
			evidence: last
				? {
						...{ id: last.id, body: last.body, url: last.url, sentAt: last.sentAt },
						...{ state: EvidenceState.parse(last.state), answer: last.answer },
					}
				: null,
		};
	});
}
