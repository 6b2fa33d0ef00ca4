import { isUniqueViolation } from '@kith/db/pg-errors';
import { memberIdOf } from '@kith/kernel/actor';
import { addSeconds } from '@kith/kernel/clock';
import { ConflictError } from '@kith/kernel/errors';
import { hashToken, newId, newToken } from '@kith/kernel/ids';
import { seal } from '@kith/kernel/seal';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { assignableRole } from './hierarchy.ts';
import { requireSpace } from './invited-space.ts';
import { insertInvitation, revokeOpenFor } from './invitations.queries.ts';
import { membersByEmails } from './members.queries.ts';
import { INVITATION_DAYS, type InviteMembers, type InviteResult } from './members.schema.ts';

const INVITATIONS_PER_DAY = 300;

/** The purpose that invitation tokens are sealed for on their way to the mail. */
export const INVITATION_SEAL = 'invitation';

/**
 * Invites people by mail to join with a role below the actor's; an address that holds an open invitation gets a new
 * one in its place. Members are counted and left alone; so is somebody who was sent away, unless the actor manages
 * members: then the invitation lets them in again. To who sees no addresses of members every address is a stranger's, and
 * what comes of it is found out by who is new alone.
 */
export async function inviteMembers(
	ctx: CommunityContext,
	{ emails, roleKey, spaceId = null, message }: InviteMembers,
): Promise<InviteResult> {
	ctx.authorize('create', 'Invitation');
	const role = assignableRole(ctx, roleKey);
	requireSpace(ctx, spaceId);
	const distinct = [...new Set(emails)];
	for (const _ of distinct)
		await ctx.services.limiter.take(`invite ${ctx.community.id}`, INVITATIONS_PER_DAY, 86_400);
	return ctx
		.transaction(async (tx) => {
			const seesAddresses = isAllowed(ctx.ability, 'moderate', 'Member');
			const found = await membersByEmails(tx.db, distinct).execute();
			const known = seesAddresses ? found : [];
			const invitable = isAllowed(ctx.ability, 'administer', 'Member')
				? ['pending', 'removed']
				: [];
			const taken = new Set(
				known
					.filter(({ status, restriction }) => restriction || !invitable.includes(status))
					.map(({ email }) => email),
			);
			const strangers = distinct.filter((email) => !taken.has(email));
			for (const email of strangers)
				await inviteOne(ctx, tx, {
					...{ email, roleId: role.id, spaceId, message: message ?? '' },
					newcomersOnly: !seesAddresses,
				});
			if (strangers.length > 0)
				tx.audit({
					action: 'invitations.sent',
					target: { kind: 'role', id: role.id, label: role.name },
					after: { to: strangers, role: role.name },
				});
			return { sent: strangers.length, alreadyMembers: taken.size };
		})
		.catch((error: unknown) => {
			if (isUniqueViolation(error, 'invitations_open_email_idx'))
				throw new ConflictError('members.invited_meanwhile');
			throw error;
		});
}

type NewInvite = {
	email: string;
	roleId: string;
	spaceId: string | null;
	message: string;
	/** Whether it lets in nobody who has been here before. */
	newcomersOnly?: boolean;
};

/** Invites one address in the caller's transaction; an open invitation to it ends. */
// authorize: the verbs that invite have asked.
export async function inviteOne(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ email, roleId, spaceId, message, newcomersOnly = false }: NewInvite,
): Promise<void> {
	const now = ctx.clock.now();
	const token = newToken();
	const id = newId();
	const replaced = await revokeOpenFor(tx.db, email, now).execute();
	// Who may invite somebody back has done so, and nobody undoes it by inviting them once more.
	const isForAll = replaced.some((one) => !one.newcomersOnly);
	await insertInvitation(tx.db, {
		...{ id, email, roleId, spaceId, tokenHash: hashToken(token), maxUses: 1, createdAt: now },
		newcomersOnly: newcomersOnly && !isForAll,
		invitedBy: memberIdOf(ctx.actor),
		expiresAt: addSeconds(now, INVITATION_DAYS * 86_400),
	}).execute();
	const sealedToken = seal(ctx.services.secret, INVITATION_SEAL, token);
	await tx.emit('members.invited', { invitationId: id, sealedToken, message });
}
