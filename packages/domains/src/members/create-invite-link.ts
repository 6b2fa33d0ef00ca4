import { memberIdOf } from '@kith/kernel/actor';
import { addSeconds } from '@kith/kernel/clock';
import { hashToken, newId, newToken } from '@kith/kernel/ids';
import type { CommunityContext } from '../context.ts';
import { assignableRole } from './hierarchy.ts';
import { insertInvitation } from './invitations.queries.ts';
import { joinUrl } from './join-url.ts';
import { requireSpace } from './invited-space.ts';
import { LINK_DAYS, LINK_USES, type CreateInviteLink, type InviteLink } from './members.schema.ts';

const LINKS_PER_DAY = 50;

/** Makes a link that some people can join by for some days, as is asked. Its token is shown this once. */
export async function createInviteLink(
	ctx: CommunityContext,
	{ roleKey, maxUses = LINK_USES, days = LINK_DAYS, spaceId = null }: CreateInviteLink,
): Promise<InviteLink> {
	ctx.authorize('create', 'Invitation');
	const role = assignableRole(ctx, roleKey);
	requireSpace(ctx, spaceId);
	await ctx.services.limiter.take(`invite link ${ctx.community.id}`, LINKS_PER_DAY, 86_400);
	const now = ctx.clock.now();
	const token = newToken();
	const link = { id: newId(), expiresAt: addSeconds(now, days * 86_400), maxUses };
	await ctx.transaction(async (tx) => {
		await insertInvitation(tx.db, {
			...link,
			...{ email: null, tokenHash: hashToken(token), roleId: role.id, spaceId, createdAt: now },
			invitedBy: memberIdOf(ctx.actor),
		}).execute();
		tx.audit({
			action: 'invitations.created',
			target: { kind: 'invitation', id: link.id, label: role.name },
			after: { role: role.name, uses: link.maxUses, until: link.expiresAt },
		});
	});
	const { id, ...rest } = link;
	return { ...rest, invitationId: id, token, url: joinUrl(ctx.community, token) };
}
