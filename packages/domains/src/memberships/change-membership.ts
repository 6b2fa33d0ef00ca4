import { requestJob } from '@kith/db/jobs';
import { isUniqueViolation } from '@kith/db/pg-errors';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { changeRow, insertMembership, lockMember, membershipRow } from './memberships.queries.ts';
import { MembershipSource, MembershipStatus } from './memberships.schema.ts';
import { settleGrants } from './settle-grants.ts';

/** When a membership is over, and what whoever is paid for it told. */
type Terms = {
	endsAt?: Date | null;
	cancelAt?: Date | null;
	currentPeriodEnd?: Date | null;
	trialEnd?: Date | null;
	externalSubscriptionId?: string | null;
	externalCustomerId?: string | null;
	/** What was told last, as it was told. */
	data?: object;
	/** Of a seat: the purchase of its group. */
	seatGroupId?: string;
};

export type Opening = Terms & {
	id: string;
	memberId: string;
	tierId: string;
	priceId: string | null;
	source: MembershipSource;
	status: MembershipStatus;
};

/**
 * Opens a membership, with all that its tier gives, in the caller's transaction; with the same id again, it is there once
 * and false comes back. Throws `memberships.already` where one of this tier and source is open, `members.not_found`.
 */
// authorize: the verbs that give memberships have asked, or somebody paid.
export async function openMembership(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ data = {}, ...opening }: Opening,
): Promise<boolean> {
	const now = ctx.clock.now();
	const member = await lockMember(tx.db, opening.memberId).executeTakeFirst();
	if (!member || member.status === 'removed') throw new NotFoundError('members.not_found');
	const times = { startsAt: now, createdAt: now, updatedAt: now };
	const made = await insertMembership(tx.db, {
		...{ ...opening, ...times, data: JSON.stringify(data) },
	})
		.executeTakeFirst()
		.catch(sayInOurWords);
	if (!made) return false;
	const { id: membershipId, memberId, tierId, source, status } = opening;
	await planEnd(ctx, tx, membershipId, opening.endsAt ?? null);
	await settleGrants(ctx, tx, memberId);
	await tx.emit('memberships.started', { membershipId, memberId, tierId, source, status });
	return true;
}

export type Change = Terms & { status?: MembershipStatus };
type How = 'expired' | 'ended' | 'left' | 'payment';

/**
 * Changes an open membership, and what its member has, in the caller's transaction; one that is over is left alone, and
 * false comes back. `how` says why it ends, where it does. Throws `memberships.not_found`, `memberships.changed_meanwhile`.
 */
// authorize: the verbs that change memberships have asked, or its time or payment decides.
export async function changeMembership(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	membershipId: string,
	{ data, ...change }: Change,
	{ how = 'payment', version }: { how?: How; version?: number } = {},
): Promise<boolean> {
	const known = await membershipRow(tx.db, membershipId).executeTakeFirst();
	if (!known) throw new NotFoundError('memberships.not_found');
	await lockMember(tx.db, known.memberId).execute();
	const row = await membershipRow(tx.db, membershipId).forNoKeyUpdate().executeTakeFirstOrThrow();
	if (row.status === 'canceled') return false;
	if (version !== undefined && row.version !== version)
		throw new ConflictError('memberships.changed_meanwhile');
	const now = ctx.clock.now();
	const isOver = change.status === 'canceled';
	await changeRow(
		tx.db,
		membershipId,
		{
			...{ ...change, ...(isOver && { endedAt: now }) },
			...(data && { data: JSON.stringify(data) }),
		},
		now,
	).execute();
	if (change.endsAt && !isOver) await planEnd(ctx, tx, membershipId, change.endsAt);
	await settleGrants(ctx, tx, row.memberId);
	if (row.seats !== null && change.status) await requestSeats(ctx, tx, membershipId, row.version);
	const { memberId, tierId } = row;
	const source = MembershipSource.parse(row.source);
	const was = MembershipStatus.parse(row.status);
	const about = { membershipId, memberId, tierId, source };
	if (isOver) await tx.emit('memberships.ended', { ...about, how });
	else await tx.emit('memberships.changed', { ...about, status: change.status ?? was, was });
	return true;
}

/** Asks for the job that ends it to the second; a later end brings its own. */
async function planEnd(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	membershipId: string,
	endsAt: Date | null,
): Promise<void> {
	if (!endsAt) return;
	const payload = { communityId: ctx.community.id, membershipId };
	const key = `end-membership:${payload.communityId}:${membershipId}`;
	await requestJob(tx.db, 'end-membership', payload, {
		...{ key, now: ctx.clock.now(), runAt: endsAt },
	});
}

/** The seats of a group follow in a job: there may be very many. */
async function requestSeats(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	membershipId: string,
	version: number,
): Promise<void> {
	const payload = { communityId: ctx.community.id, membershipId };
	const key = `settle-seats:${payload.communityId}:${membershipId}:${version}`;
	await requestJob(tx.db, 'settle-seats', payload, { key, now: ctx.clock.now() });
}

function sayInOurWords(error: unknown): never {
	if (isUniqueViolation(error, 'memberships_open_idx'))
		throw new ConflictError('memberships.already');
	throw error;
}
