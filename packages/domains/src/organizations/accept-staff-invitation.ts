import { ConflictError, ForbiddenError, InvalidError } from '@kith/kernel/errors';
import { hashToken } from '@kith/kernel/ids';
import type { PlatformContext, StaffRole } from '../context.ts';
import { insertEmployment } from './organizations.queries.ts';
import type {
	InviterBecomes,
	OpenStaffInvitation,
	OrganizationRef,
	Token,
} from './organizations.schema.ts';
import { renewSession, selfOf } from '../realm.ts';
import { employmentChanged } from './employment-changed.ts';
import {
	colleague,
	holdOrganization,
	staffInvitationByToken,
	useStaffInvitation,
} from './team.queries.ts';

/** What an invitation says, to whoever holds its link; null for one that was used, withdrawn or ran out. */
// authorize: the link is the proof; it tells the name of the organization and of who invited.
export async function readStaffInvitation(
	ctx: PlatformContext,
	{ token }: Token,
): Promise<OpenStaffInvitation | null> {
	const found = await staffInvitationByToken(
		ctx.db,
		hashToken(token),
		ctx.clock.now(),
	).executeTakeFirst();
	if (!found) return null;
	const { organizationName, inviterName, email, expiresAt } = found;
	return {
		...{ organizationName, inviterName, email, expiresAt, role: found.role as StaffRole },
		inviterBecomes: found.inviterBecomes as InviterBecomes | null,
	};
}

/**
 * Begins to work for the organization that asked; the session, which reaches further from now on, gets another token. Throws `organizations.invitation_used` for a link that no longer
 * holds, `organizations.other_address` for staff it was not sent to, `organizations.staff_already`.
 */
export async function acceptStaffInvitation(
	ctx: PlatformContext,
	{ token }: Token,
): Promise<OrganizationRef> {
	const staff = ctx.authorize();
	const now = ctx.clock.now();
	const organizationId = await ctx.transaction(async (tx) => {
		const found = await staffInvitationByToken(tx.db, hashToken(token), now).executeTakeFirst();
		if (!found || found.inviterBecomes) throw new InvalidError('organizations.invitation_used');
		if (found.email !== staff.email.toLowerCase())
			throw new ForbiddenError('organizations.other_address');
		await holdOrganization(tx.db, found.organizationId).executeTakeFirstOrThrow();
		if (!(await useStaffInvitation(tx.db, found.id, now).executeTakeFirst()))
			throw new InvalidError('organizations.invitation_used');
		if (await colleague(tx.db, found.organizationId, staff.id).executeTakeFirst())
			throw new ConflictError('organizations.staff_already');
		const { organizationId, role } = found;
		await insertEmployment(tx.db, { organizationId, staffId: staff.id, role }).execute();
		tx.audit({
			...{ organizationId, action: 'staff.joined', after: { role } },
			target: { kind: 'staff', id: staff.id, label: staff.name || staff.email },
		});
		return organizationId;
	});
	await employmentChanged(ctx, { organizationId, staffId: staff.id });
	await renewSession(ctx, selfOf(ctx), { alone: false });
	return { organizationId };
}
