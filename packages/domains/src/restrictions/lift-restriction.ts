import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { memberBelow, memberTarget } from '../members/index.ts';
import { planEnd } from './plan-end.ts';
import { impose, readmit, release, restrictionOf } from './restrictions.queries.ts';
import type { RestrictionKind } from '../members/restriction.schema.ts';
import type { LiftRestriction } from './restrictions.schema.ts';

/**
 * Ends early what holds a member back. Lifting a ban makes them a member again, or, where their name was taken off what
 * they wrote, lets them join anew. Throws `restrictions.not_found` when nothing holds them back.
 */
export async function liftRestriction(
	ctx: CommunityContext,
	{ memberId, reason }: LiftRestriction,
): Promise<void> {
	await ctx.transaction(async (tx) => {
		ctx.authorize('silence', 'Member');
		const member = await memberBelow(ctx, tx, memberId, { evenRemoved: true });
		const { restriction } = await restrictionOf(tx.db, memberId).executeTakeFirstOrThrow();
		if (restriction === 'banned') ctx.authorize('ban', 'Member');
		if (!restriction) throw new ConflictError('restrictions.not_found');
		await endRestriction(ctx, tx, member.id, { reason, how: 'lifted' });
	});
}

/** Ends what holds a member back, in the caller's transaction; the row is locked. */
// authorize: the verb that lifts has asked; the job only ends what is over.
export async function endRestriction(
	_: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	{ reason, how }: { reason: string; how: 'lifted' | 'expired' },
): Promise<void> {
	const row = await restrictionOf(tx.db, memberId).executeTakeFirstOrThrow();
	const kind = row.restriction as RestrictionKind;
	const isBare = Object(row.restrictionDetails)['isBare'] === true;
	const end = kind === 'banned' ? readmit(tx.db, memberId, isBare) : release(tx.db, memberId);
	tx.audit({
		...{ action: 'members.released', target: memberTarget({ id: memberId, name: row.name }) },
		...{ reason, before: { restriction: kind } },
	});
	await tx.emit('restrictions.ended', { memberId, kind, reason, how });
	await end.execute();
	tx.touchMember(memberId);
}

type HeldBack = { kind: RestrictionKind; until: Date | null; details: Record<string, unknown> };

/** Puts back what held a member back before; null for nothing. In the caller's transaction; the row is locked. */
// authorize: the verb that undoes has asked.
export async function restoreRestriction(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	was: HeldBack | null,
): Promise<void> {
	if (!was) return endRestriction(ctx, tx, memberId, { reason: '', how: 'lifted' });
	await impose(tx.db, memberId, was).execute();
	await planEnd(ctx, tx, memberId, was.until);
	tx.touchMember(memberId);
}
