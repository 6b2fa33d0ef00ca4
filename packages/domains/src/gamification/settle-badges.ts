import { addSeconds } from '@kith/kernel/clock';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import type { Award } from './evaluate.ts';
import {
	badgesByRules,
	givenCount,
	insertGrant,
	lockBadge,
	moveGrant,
	revokeGrants,
	takenByHand,
} from './points.queries.ts';

const DAY_SECONDS = 86_400;

type Settling = { memberId: string; ruleId: string; awards: readonly Award[] };

/** Gives the badges that a rule gives a member, and takes back those that it gives no more. */
// authorize: rules give; whoever published them was asked.
export async function settleBadges(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ memberId, ruleId, awards }: Settling,
): Promise<void> {
	const first = new Map<string, Date>();
	for (const { badgeId, deed } of awards)
		if (badgeId && !first.has(badgeId)) first.set(badgeId, new Date(deed.at));
	const rows = await badgesByRules(tx.db, memberId).execute();
	const held = rows.filter((row) => row.ruleId === ruleId);
	const gone = held.filter(({ badgeId }) => !first.has(badgeId)).map(({ id }) => id);
	if (gone.length > 0) {
		const end = { at: ctx.clock.now(), reason: '' };
		for (const { badgeId } of await revokeGrants(tx.db, gone, end).execute())
			await tx.emit('gamification.badge_taken', { memberId, badgeId });
	}
	for (const { id, badgeId, givenAt } of held) {
		const earned = first.get(badgeId);
		if (earned && earned.getTime() !== givenAt.getTime())
			await moveGrant(tx.db, id, earned).execute();
	}
	const taken = first.size > 0 ? await takenByHand(tx.db, memberId).execute() : [];
	const known = new Set([...rows, ...taken].map(({ badgeId }) => badgeId));
	for (const [badgeId, at] of first)
		if (!known.has(badgeId)) await giveOne(ctx, tx, { id: newId(), memberId, ruleId, badgeId, at });
}

type Giving = {
	id: string;
	memberId: string;
	badgeId: string;
	ruleId: string | null;
	challengeId?: string;
	at: Date;
	reason?: string;
};

/**
 * Gives a badge, unless the member has it, it is put away, its time would be over already, or as many are given as there
 * ever will be. Says whether it was given.
 */
// authorize: the callers have asked.
export async function giveOne(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ id, memberId, badgeId, at, reason = '', ...by }: Giving,
): Promise<'given' | 'had' | 'none_left'> {
	const badge = await lockBadge(tx.db, badgeId).executeTakeFirst();
	if (!badge || badge.archivedAt) return 'none_left';
	const expiresAt = badge.lastsDays === null ? null : addSeconds(at, badge.lastsDays * DAY_SECONDS);
	if (expiresAt && expiresAt <= ctx.clock.now()) return 'none_left';
	if (badge.mostGiven !== null) {
		const { count } = await givenCount(tx.db, badgeId).executeTakeFirstOrThrow();
		if (Number(count) >= badge.mostGiven) return 'none_left';
	}
	const grant = { id, badgeId, memberId, ...by, reason, givenAt: at, expiresAt };
	if (!(await insertGrant(tx.db, grant).executeTakeFirst())) return 'had';
	await tx.emit('gamification.badge_given', { memberId, badgeId });
	return 'given';
}
