import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import {
	depart,
	dropSessions,
	marksOf,
	memberBelow,
	memberTarget,
	mergedMarks,
} from '../members/index.ts';
import { planEnd, untilOf } from './plan-end.ts';
import { impose, tracesOf } from './restrictions.queries.ts';
import type { BanMember } from './restrictions.schema.ts';

/**
 * Sends a member away and keeps them out: no invitation lets them in, their address is refused at sign-up in every way
 * it can be written, and who comes from where they signed in has to be approved. Also of members who were removed
 * before. Throws `members.not_oneself`, `members.above_you`, `members.owner_stays`, `restrictions.nobody_behind`.
 */
export async function banMember(ctx: CommunityContext, input: BanMember): Promise<void> {
	const signedOut = await ctx.transaction(async (tx) => {
		ctx.authorize('ban', 'Member');
		const member = await memberBelow(ctx, tx, input.memberId, { evenRemoved: true });
		if (!member.userId) throw new ConflictError('restrictions.nobody_behind');
		await keepOut(ctx, tx, { ...member, userId: member.userId }, input);
		return member.userId;
	});
	await dropSessions(ctx, signedOut);
}

/** Sends away and keeps out in the caller's transaction; the row is locked. */
// authorize: the verbs that ban have asked.
export async function keepOut(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	member: { id: string; name: string; userId: string; status: string },
	{ hours, reason, contributions }: Omit<BanMember, 'memberId'>,
): Promise<void> {
	const until = untilOf(ctx, hours);
	const traces = await tracesOf(tx.db, member.userId).execute();
	const merged = await mergedMarks(tx.db, member.id).execute();
	const marks = marksOf(ctx.services.secret, {
		email: traces[0]?.email ?? '',
		ips: traces.flatMap(({ ipAddress }) => ipAddress ?? []),
	});
	const wasGone = member.status === 'removed';
	const keptOutId = wasGone ? member.id : await sendAway(ctx, tx, member, contributions);
	const isBare = keptOutId !== member.id;
	const addresses = [...marks.addresses, ...merged.flatMap((one) => one.addresses)];
	const details = { reason, ...marks, addresses, isBare };
	await impose(tx.db, keptOutId, { kind: 'banned', until, details }).execute();
	await planEnd(ctx, tx, keptOutId, until);
	tx.audit({ action: 'members.banned', target: memberTarget(member), reason, after: { until } });
	const told = { kind: 'banned' as const, reason, until: until?.toISOString() ?? null };
	await tx.emit('restrictions.imposed', { memberId: keptOutId, ...told });
	tx.touchMember(member.id);
}

async function sendAway(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ id: memberId, userId }: { id: string; userId: string },
	contributions: BanMember['contributions'],
): Promise<string> {
	const departure = { memberId, userId, contributions, mayReturn: false };
	const keptOutId = await depart(ctx, tx, departure);
	// Of a ban they are told as of what holds them back.
	await tx.emit('members.removed', { memberId, contributions, notice: null });
	return keptOutId;
}
