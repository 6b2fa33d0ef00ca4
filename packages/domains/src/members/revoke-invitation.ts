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
	const revoked = await revokeById(ctx.db, invitationId, ctx.clock.now()).executeTakeFirst();
	if (!revoked) throw new NotFoundError('members.invitation_not_found');
}
