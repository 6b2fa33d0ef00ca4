import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { dropSessions, memberBelow, memberTarget } from '../members/index.ts';
import { planEnd, untilOf } from './plan-end.ts';
import { isHeldByDirectory } from './hold-for-directory.ts';
import { endSessionsOf, impose, restrictionOf } from './restrictions.queries.ts';
import type { RestrictMember } from './restrictions.schema.ts';

/**
 * Silences or suspends a member, with a reason they read and an end that comes by itself; one takes the other's place.
 * Throws `members.not_oneself`, `members.above_you`, `members.owner_stays`, `restrictions.not_a_member` for who
 * waits or is gone, and `restrictions.held_by_directory` for who is held out already until the directory lets them in.
 */
export async function restrictMember(ctx: CommunityContext, input: RestrictMember): Promise<void> {
	const signedOut = await ctx.transaction(async (tx) => {
		ctx.authorize('silence', 'Member');
		const member = await memberBelow(ctx, tx, input.memberId);
		return holdBack(ctx, tx, member, input);
	});
	await dropSessions(ctx, signedOut);
}

/** Holds a member back in the caller's transaction; returns whom that signs out. */
// authorize: the verbs that hold members back have asked.
export async function holdBack(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	member: { id: string; name: string; userId: string | null; status: string },
	{ kind, hours, reason }: Omit<RestrictMember, 'memberId'>,
): Promise<string | null> {
	if (member.status !== 'active' && member.status !== 'suspended')
		throw new ConflictError('restrictions.not_a_member');
	const { restrictionDetails } = await restrictionOf(tx.db, member.id).executeTakeFirstOrThrow();
	if (isHeldByDirectory(restrictionDetails))
		throw new ConflictError('restrictions.held_by_directory');
	const until = untilOf(ctx, hours);
	await impose(tx.db, member.id, { kind, until, details: { reason } }).execute();
	if (kind === 'suspended' && member.userId) await endSessionsOf(tx.db, member.userId).execute();
	await planEnd(ctx, tx, member.id, until);
	tx.audit({
		...{ action: `members.${kind}` as const, target: memberTarget(member), reason },
		after: { until },
	});
	const told = { memberId: member.id, kind, reason, until: until?.toISOString() ?? null };
	await tx.emit('restrictions.imposed', told);
	tx.touchMember(member.id);
	return kind === 'suspended' ? member.userId : null;
}
