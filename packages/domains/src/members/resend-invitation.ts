import { addSeconds } from '@kith/kernel/clock';
import { NotFoundError } from '@kith/kernel/errors';
import { hashToken, newToken } from '@kith/kernel/ids';
import { seal } from '@kith/kernel/seal';
import type { CommunityContext } from '../context.ts';
import { renewById } from './invitations.queries.ts';
import { INVITATION_SEAL } from './invite-members.ts';
import { INVITATION_DAYS, type InvitationRef } from './members.schema.ts';

const RESENT_PER_DAY = 3;

/** Sends a mailed invitation once more, with a link of its own; the one before stops working. */
export async function resendInvitation(
	ctx: CommunityContext,
	{ invitationId }: InvitationRef,
): Promise<void> {
	ctx.authorize('create', 'Invitation');
	const key = `resend ${ctx.community.id} ${invitationId}`;
	await ctx.services.limiter.take(key, RESENT_PER_DAY, 86_400);
	const token = newToken();
	await ctx.transaction(async (tx) => {
		const renewed = await renewById(tx.db, invitationId, {
			tokenHash: hashToken(token),
			expiresAt: addSeconds(ctx.clock.now(), INVITATION_DAYS * 86_400),
		}).executeTakeFirst();
		if (!renewed) throw new NotFoundError('members.invitation_not_found');
		tx.audit({
			action: 'invitations.resent',
			target: { kind: 'invitation', id: invitationId, label: renewed.email ?? '' },
		});
		const sealedToken = seal(ctx.services.secret, INVITATION_SEAL, token);
		await tx.emit('members.invited', { invitationId, sealedToken, message: '' });
	});
}
