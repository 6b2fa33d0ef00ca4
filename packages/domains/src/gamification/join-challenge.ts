import { selfOf } from '@kith/kernel/actor';
import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import { newTypedCode, readTypedCode } from '@kith/kernel/typed-code';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { lockChallenge } from './challenges.queries.ts';
import type { ChallengeRef, JoinChallenge } from './challenges.schema.ts';
import {
	dropEmptyParty,
	dropPart,
	insertPart,
	insertParty,
	lockParties,
	partsOf,
	partyMembers,
	setSeen,
	teamBy,
} from './parties.queries.ts';
import { phaseOf, teamOf } from './phase.ts';
import { keptIn, ownParty, settleTogether } from './settle-challenges.ts';

/** So many codes that are none somebody may try within an hour. */
const TRIES = 30;
const HOUR = 3600;
const CODE_LENGTH = 8;

/**
 * Takes part in a challenge: alone, with a team of one's own, or in one that is open or whose code one has. Sent again, one
 * takes part once; what one did since it began counts at once. Throws `gamification.challenge_not_found`,
 * `gamification.challenge_over`, `gamification.challenge_full`, `gamification.challenge_joined` where one is in another
 * team, and `gamification.team_needed`, `gamification.team_not_found`, `gamification.team_full`, `gamification.team_done`.
 */
// authorize: `selfIn` asks.
export async function joinChallenge(ctx: CommunityContext, input: JoinChallenge): Promise<void> {
	const memberId = selfIn(ctx);
	requireModule(ctx, 'gamification');
	const { challengeId } = input;
	await ctx.transaction(async (tx) => {
		const challenge = await challengeFor(tx, challengeId);
		const before = await partsOf(tx.db, memberId, challengeId).executeTakeFirst();
		if (before && isSame(before, input)) return;
		if (before) throw new ConflictError('gamification.challenge_joined');
		if (phaseOf(challenge, ctx.clock.now()) === 'over')
			throw new ConflictError('gamification.challenge_over');
		if (challenge.members >= (challenge.places ?? Infinity))
			throw new LimitReachedError('gamification.challenge_full');
		const partyId = await partyFor(ctx, tx, input, teamOf(challenge));
		const joinedAt = ctx.clock.now();
		await insertPart(tx.db, { challengeId, memberId, partyId, joinedAt }).execute();
		await tx.emit('gamification.challenge_joined', { memberId, challengeId });
		await settleTogether(ctx, tx, { doubts: new Map(), partyIds: [partyId] });
	});
}

/** Whether somebody asks for what they have; who comes by a code and has one wants no other. */
const isSame = (
	before: { partyId: string; code: string | null },
	{ teamId, newTeam, code }: JoinChallenge,
): boolean => {
	if (code !== null) return before.code === readTypedCode(code);
	const wanted = newTeam?.id ?? teamId;
	return wanted === null || wanted === before.partyId;
};

/** The party to take part in: made where it is a new one. */
async function partyFor(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ challengeId, teamId, code, newTeam }: JoinChallenge,
	team: { most: number } | null,
): Promise<string> {
	const own = ownParty(challengeId, ctx.clock.now());
	if (!team) {
		await insertParty(tx.db, own).execute();
		return own.id;
	}
	if (newTeam) {
		const made = { ...own, ...newTeam, code: newTypedCode(CODE_LENGTH) };
		if (await insertParty(tx.db, made).executeTakeFirst()) return newTeam.id;
		throw new NotFoundError('gamification.team_not_found');
	}
	if (teamId === null && code === null) throw new ConflictError('gamification.team_needed');
	const found =
		code === null
			? await teamBy(tx.db, challengeId, { teamId: teamId ?? '' }).executeTakeFirst()
			: await teamOfCode(ctx, tx, challengeId, code);
	if (!found || (code === null && !found.isOpen))
		throw new NotFoundError('gamification.team_not_found');
	if (found.doneAt) throw new ConflictError('gamification.team_done');
	if ((found.members ?? 0) + keptIn(found).members >= team.most)
		throw new LimitReachedError('gamification.team_full');
	return found.id;
}

async function teamOfCode(
	{ services: { limiter }, community, grants }: CommunityContext,
	tx: CommunityTransaction,
	challengeId: string,
	code: string,
) {
	const key = `team code ${community.id} ${grants.memberId}`;
	if ((await limiter.counted(key, HOUR)) >= TRIES)
		throw new LimitReachedError('limits.too_many', { retryAfterSeconds: HOUR });
	const found = await teamBy(tx.db, challengeId, { code: readTypedCode(code) }).executeTakeFirst();
	if (!found) await limiter.count(key, HOUR);
	return found;
}

/**
 * Takes part no more: what one did for a team goes along. Who is through stays, and so does everybody once it is over. Left
 * again, nothing changes. Throws `gamification.challenge_not_found`, `gamification.challenge_over` and
 * `gamification.team_done`.
 */
// authorize: `selfIn` asks.
export async function leaveChallenge(
	ctx: CommunityContext,
	{ challengeId }: ChallengeRef,
): Promise<void> {
	const memberId = selfIn(ctx);
	requireModule(ctx, 'gamification');
	await ctx.transaction(async (tx) => {
		const challenge = await challengeFor(tx, challengeId);
		const part = await partsOf(tx.db, memberId, challengeId).executeTakeFirst();
		if (!part) return;
		if (phaseOf(challenge, ctx.clock.now()) === 'over')
			throw new ConflictError('gamification.challenge_over');
		const { partyId } = part;
		const [party] = await lockParties(tx.db, [partyId]).execute();
		if (party?.doneAt) throw new ConflictError('gamification.team_done');
		await dropPart(tx.db, challengeId, memberId).execute();
		await tx.emit('gamification.challenge_left', { memberId, challengeId });
		if (await dropEmptyParty(tx.db, partyId).executeTakeFirst()) return;
		await settleTogether(ctx, tx, { doubts: new Map(), partyIds: [partyId] });
	});
}

/** One has seen how far one is. Throws `gamification.challenge_not_found` where one takes no part. */
// authorize: `selfIn` asks.
export async function seeChallenge(
	ctx: CommunityContext,
	{ challengeId }: ChallengeRef,
): Promise<void> {
	const memberId = selfIn(ctx);
	requireModule(ctx, 'gamification');
	await ctx.transaction(async ({ db }) => {
		const part = await partsOf(db, memberId, challengeId).executeTakeFirst();
		if (!part) throw new NotFoundError('gamification.challenge_not_found');
		const steps = stepsDone(part.progress);
		await setSeen(db, { challengeId, memberId, steps }).execute();
	});
}

/** How many steps a party is done with. */
export const stepsDone = (progress: unknown): number =>
	Object.values(progress as Record<string, { at: number | null }>).filter(({ at }) => at !== null)
		.length;

/** Who acts for themselves. */
export function selfIn(ctx: CommunityContext): string {
	const memberId = selfOf(ctx.actor);
	ctx.authorize('enter', 'Challenge', { memberId });
	return memberId;
}

async function challengeFor(tx: CommunityTransaction, challengeId: string) {
	const row = await lockChallenge(tx.db, challengeId).executeTakeFirst();
	if (row?.status !== 'published') throw new NotFoundError('gamification.challenge_not_found');
	return row;
}

/** Who else is in a party. */
export const matesOf = async (tx: CommunityTransaction, partyId: string): Promise<string[]> =>
	(await partyMembers(tx.db, [partyId]).execute()).map(({ memberId }) => memberId);
