import { requestJob } from '@kith/db/jobs';
import type { CommunityContext, CommunityTransaction, Services } from '../context.ts';
import { noteFound, noteGone } from './deeds.queries.ts';
import { DEED_KINDS } from './gamification.schema.ts';
import { expiredGrants, lockScore, membersAfter, revokeGrants } from './points.queries.ts';
import { inEach, pointsContext } from './points-context.ts';
import { publishedRules } from './rules-in-force.ts';
import { bringByRules } from './settle-access.ts';
import { bring, settleLevel } from './settle-level.ts';
import { partiesOf, settleTogether } from './settle-challenges.ts';
import { doubtEverything } from './settle-points.ts';

export const RECOUNT = 'recount-points';
const BATCH = 100;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Has everything counted anew, in a moment; asked again before it ran, it runs once. */
// authorize: the verbs that change rules have asked.
export async function recountLater(
	{ community, clock }: CommunityContext,
	tx: CommunityTransaction,
): Promise<void> {
	const payload = { communityId: community.id };
	const key = `${RECOUNT}:${community.id}`;
	await requestJob(tx.db, RECOUNT, payload, { key, now: clock.now(), queue: key });
}

/**
 * Counts everything from what stands in the tables: what was done, what rules give for it, what levels bring. Where
 * nothing was missed it changes nothing; begun anew, it comes to the same.
 */
export async function recount(services: Services, communityId: string): Promise<void> {
	const ctx = await pointsContext(services, communityId, RECOUNT);
	if (!ctx) return;
	ctx.authorize('update', 'PointRule');
	for (const kind of DEED_KINDS)
		await ctx.transaction(async ({ db }) => {
			const scope = { kinds: [kind], all: true } as const;
			await noteFound(db, scope);
			await noteGone(db, scope);
		});
	for (let after = FIRST; ;) {
		const page = await membersAfter(ctx.db, after, BATCH).execute();
		await settleAll(
			ctx,
			page.map(({ id }) => id),
		);
		after = page.at(-1)?.id ?? after;
		if (page.length < BATCH) return;
	}
}

/** Counts everything of some members anew. */
export async function settleMembers(
	services: Services,
	{ communityId, memberIds }: { communityId: string; memberIds: readonly string[] },
): Promise<void> {
	const ctx = await pointsContext(services, communityId, 'settle-points');
	if (!ctx) return;
	ctx.authorize('update', 'PointRule');
	await settleAll(ctx, memberIds);
}

async function settleAll(ctx: CommunityContext, memberIds: readonly string[]): Promise<void> {
	const doubts = doubtEverything(await publishedRules(ctx.db));
	for (const memberId of memberIds)
		await ctx.transaction(async (tx) => {
			const partyIds = await partiesOf(tx, [memberId]);
			await settleTogether(ctx, tx, { doubts: new Map([[memberId, doubts]]), partyIds });
			const score = await lockScore(tx.db, memberId).executeTakeFirst();
			if (!score) return;
			await bring(ctx, tx, memberId, await settleLevel(ctx, tx, memberId, score.points));
			await bringByRules(ctx, tx, memberId);
		});
}

/** Takes back badges whose time is over, in every community. */
export async function sweepBadges(services: Services): Promise<void> {
	await inEach(services, 'sweep-badges', sweepOne);
}

async function sweepOne(ctx: CommunityContext): Promise<void> {
	ctx.authorize('update', 'PointRule');
	await ctx.transaction(async (tx) => {
		const now = ctx.clock.now();
		const due = await expiredGrants(tx.db, now, BATCH).execute();
		const ids = due.map(({ id }) => id);
		const taken = await revokeGrants(tx.db, ids, { at: now, reason: '' }).execute();
		for (const { badgeId, memberId } of taken)
			await tx.emit('gamification.badge_taken', { badgeId, memberId });
	});
}
