import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { revokeById } from './invitations.queries.ts';
import type { InvitationRef } from './members.schema.ts';

/** Withdraws an invitation or link: from now on nobody joins by it. */
export async function revokeInvitation(
	ctx: CommunityContext,
	{ invitationId }: InvitationRef,
): Promise<void> {
	ctx.authorize('delete', 'Invitation');
	await ctx.transaction(async (tx) => {
		const revoked = await revokeById(tx.db, invitationId, ctx.clock.now()).executeTakeFirst();
		if (!revoked) throw new NotFoundError('members.invitation_not_found');
		const label = revoked.email ?? '';
		tx.audit({
			...{ action: 'invitations.revoked', target: { kind: 'invitation', id: invitationId, label } },
		});
	});
}
