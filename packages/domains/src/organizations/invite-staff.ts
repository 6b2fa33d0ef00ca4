import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import { hashToken, newId, newToken } from '@kith/kernel/ids';
import { seal } from '@kith/kernel/seal';
import type { PlatformContext } from '../context.ts';
import {
	MOST_STAFF,
	STAFF_INVITATION_DAYS,
	type InviteStaff,
	type StaffInvitationRef,
} from './organizations.schema.ts';
import { openOfferOf } from './ownership.queries.ts';
import { requireGivable, RUNNING } from './staff-rank.ts';
import {
	colleagueByEmail,
	holdOrganization,
	insertStaffInvitation,
	revokeOpenFor,
	revokeStaffInvitationRow,
	staffCount,
} from './team.queries.ts';

const INVITATIONS_PER_DAY = 50;

/** The purpose that tokens are sealed for on their way to the mail. */
export const STAFF_INVITATION_SEAL = 'staff invitation';

/**
 * Asks somebody by mail to work for the organization; a second invitation to an address takes the place of the first.
 * Throws `organizations.role_above_own`, `organizations.staff_already`, `organizations.too_many_staff`, and
 * `organizations.offered_already` for who is offered the whole organization.
 */
export async function inviteStaff(
	ctx: PlatformContext,
	{ organizationId, email, role }: InviteStaff,
): Promise<{ invitationId: string }> {
	const staff = ctx.authorize(organizationId, RUNNING);
	requireGivable(staff.organizations.find(({ id }) => id === organizationId)?.role, [role]);
	await ctx.services.limiter.take(`invite staff ${organizationId}`, INVITATIONS_PER_DAY, 86_400);
	const now = ctx.clock.now();
	const [id, token] = [newId(), newToken()];
	await ctx.transaction(async (tx) => {
		await holdOrganization(tx.db, organizationId).executeTakeFirstOrThrow();
		if (await colleagueByEmail(tx.db, organizationId, email).executeTakeFirst())
			throw new ConflictError('organizations.staff_already');
		const { count } = await staffCount(tx.db, organizationId).executeTakeFirstOrThrow();
		if (count >= MOST_STAFF)
			throw new LimitReachedError('organizations.too_many_staff', { most: MOST_STAFF });
		const offer = await openOfferOf(tx.db, organizationId).executeTakeFirst();
		if (offer?.email === email && offer.expiresAt > now)
			throw new ConflictError('organizations.offered_already');
		await revokeOpenFor(tx.db, { organizationId, email }, now).execute();
		await insertStaffInvitation(tx.db, {
			...{ id, organizationId, email, role, tokenHash: hashToken(token), invitedBy: staff.id },
			...{ createdAt: now, expiresAt: addSeconds(now, STAFF_INVITATION_DAYS * 86_400) },
		}).execute();
		const sealedToken = seal(ctx.services.secret, STAFF_INVITATION_SEAL, token);
		await requestJob(tx.db, 'mail-staff-invitation', { invitationId: id, sealedToken }, { now });
		tx.audit({
			...{ organizationId, action: 'invitations.sent', after: { role } },
			target: { kind: 'invitation', id, label: email },
		});
	});
	await ctx.services.bus.publish({ topic: 'outbox.written', communityId: null, data: {} });
	return { invitationId: id };
}

/** Withdraws an invitation: its link leads nowhere from now on. Throws `organizations.invitation_not_found`. */
export async function revokeStaffInvitation(
	ctx: PlatformContext,
	input: StaffInvitationRef,
): Promise<void> {
	const { organizationId, invitationId } = input;
	const staff = ctx.authorize(organizationId, RUNNING);
	await ctx.transaction(async (tx) => {
		// In the order in which accepting holds the two.
		await holdOrganization(tx.db, organizationId).executeTakeFirstOrThrow();
		const revoked = await revokeStaffInvitationRow(
			tx.db,
			input,
			ctx.clock.now(),
		).executeTakeFirst();
		if (!revoked) throw new NotFoundError('organizations.invitation_not_found');
		requireGivable(staff.organizations.find(({ id }) => id === organizationId)?.role, [
			revoked.role,
		]);
		tx.audit({
			...{ organizationId, action: 'invitations.revoked', before: { role: revoked.role } },
			target: { kind: 'invitation', id: invitationId, label: revoked.email },
		});
	});
}
