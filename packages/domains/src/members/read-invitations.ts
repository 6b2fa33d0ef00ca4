import * as z from 'zod';
import { memberIdOf } from '@kith/kernel/actor';
import { hashToken } from '@kith/kernel/ids';
import { maskEmail } from '@kith/kernel/mask-email';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { roleTags } from './hierarchy.ts';
import { invitationByToken, listedInvitations } from './invitations.queries.ts';
import type {
	HeldInvitation,
	InvitationRow,
	InvitationToken,
	ListInvitations,
	RoleTag,
} from './members.schema.ts';

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);

/** Invitations and links that can still be used, or those that cannot any more, newest first. */
export async function listInvitations(
	ctx: CommunityContext,
	{ cursor, limit, over = false }: ListInvitations,
): Promise<Page<InvitationRow>> {
	ctx.authorize('read', 'Invitation');
	const after = decodeCursor(cursor, Keys);
	const rows = await listedInvitations(ctx.db, {
		now: ctx.clock.now(),
		over,
		after,
		limit,
	}).execute();
	const page = toPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
	const seesEmails = isAllowed(ctx.ability, 'moderate', 'Member');
	const self = memberIdOf(ctx.actor);
	return {
		...page,
		items: page.items.map(({ email, roleId, invitedBy, ...row }) => ({
			...row,
			isOver: over,
			role: roleTags(ctx.snapshot, [roleId])[0] as RoleTag,
			email:
				email === null || seesEmails || (self !== null && invitedBy === self)
					? email
					: maskEmail(email),
		})),
	};
}

/** What the join page shows of the invitation behind a token; null when it cannot be used. */
// authorize: the token is the proof; it tells nothing that its mail did not.
export async function heldInvitation(
	ctx: CommunityContext,
	{ token }: InvitationToken,
): Promise<HeldInvitation | null> {
	const found = await invitationByToken(
		ctx.db,
		hashToken(token),
		ctx.clock.now(),
	).executeTakeFirst();
	if (!found) return null;
	return { inviterName: found.inviterName, email: found.email && maskEmail(found.email) };
}
