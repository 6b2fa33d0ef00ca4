import { ForbiddenError, InvalidError } from '@kith/kernel/errors';
import { hashToken } from '@kith/kernel/ids';
import type { PlatformContext } from '../context.ts';
import type { Token } from './organizations.schema.ts';
import { declineRow } from './ownership.queries.ts';
import { holdOrganization, staffInvitationByToken } from './team.queries.ts';
import { tellOfOwnership } from './tell-of-ownership.ts';

/**
 * Says no to an invitation to work for an organization, or to own it. Throws `organizations.invitation_used` and
 * `organizations.other_address`.
 */
export async function declineInvitation(ctx: PlatformContext, { token }: Token): Promise<void> {
	const staff = ctx.authorize();
	const now = ctx.clock.now();
	await ctx.transaction(async (tx) => {
		const found = await staffInvitationByToken(tx.db, hashToken(token), now).executeTakeFirst();
		if (!found) throw new InvalidError('organizations.invitation_used');
		if (found.email !== staff.email.toLowerCase())
			throw new ForbiddenError('organizations.other_address');
		const { id, organizationId, email, role, inviterBecomes } = found;
		await holdOrganization(tx.db, organizationId).executeTakeFirstOrThrow();
		if (!(await declineRow(tx.db, id, now).executeTakeFirst()))
			throw new InvalidError('organizations.invitation_used');
		if (inviterBecomes) await tellOfOwnership(ctx, tx, 'declined', { invitationId: id });
		tx.audit({
			...{ organizationId, before: { role } },
			action: inviterBecomes ? 'ownership.declined' : 'invitations.declined',
			target: { kind: 'invitation', id, label: email },
		});
	});
	await ctx.services.bus.publish({ topic: 'outbox.written', communityId: null, data: {} });
}
