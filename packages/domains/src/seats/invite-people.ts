import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import { LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import { hashToken, newId, newToken } from '@kith/kernel/ids';
import { seal } from '@kith/kernel/seal';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { holdOwnGroup, ownGroup } from './own-group.ts';
import { LINK_SEAL } from './seat-link.ts';
import { changeGroup, dropInvite, invitesOf, putInvite } from './seats.queries.ts';
import {
	INVITE_DAYS,
	keyOfSeatNews,
	MOST_INVITES,
	type InviteRef,
	type InviteToGroup,
	type RenameGroup,
	type SeatNews,
	type SetLink,
} from './seats.schema.ts';

/** The job that writes a mail about a group; `mail` has it. */
const MAIL_SEATS = 'mail-seats';
const DAY = 24 * 60 * 60;
const LINKS_PER_DAY = 50;
const INVITES_PER_DAY = 300;

/** Calls a group something else. Throws `seats.not_found`. */
// authorize: ownGroup asks.
export async function renameGroup(
	ctx: CommunityContext,
	{ membershipId, name }: RenameGroup,
): Promise<void> {
	const { memberId } = await ownGroup(ctx, membershipId);
	await ctx.transaction(async (tx) => {
		await holdOwnGroup(ctx, tx, { membershipId, memberId });
		await changeGroup(tx.db, membershipId, { name }).execute();
	});
}

/** Makes a link by which others take a seat, in place of the one before; or takes it away. Throws `seats.not_found`. */
// authorize: ownGroup asks.
export async function setLink(
	ctx: CommunityContext,
	{ membershipId, open }: SetLink,
): Promise<void> {
	const { memberId } = await ownGroup(ctx, membershipId);
	const { limiter, secret } = ctx.services;
	if (open) await limiter.take(`seat link ${ctx.community.id} ${memberId}`, LINKS_PER_DAY, DAY);
	const token = newToken();
	const link = { linkHash: hashToken(token), sealedLink: seal(secret, LINK_SEAL, token) };
	await ctx.transaction(async (tx) => {
		await holdOwnGroup(ctx, tx, { membershipId, memberId });
		const none = { linkHash: null, sealedLink: null };
		await changeGroup(tx.db, membershipId, open ? link : none).execute();
	});
}

/**
 * Invites people by mail; an invitation holds no seat, and whoever is invited again has another one. Throws
 * `seats.not_found`, `seats.too_many_invites` and `limits.too_many`.
 */
// authorize: ownGroup asks.
export async function inviteToGroup(
	ctx: CommunityContext,
	{ membershipId, emails }: InviteToGroup,
): Promise<void> {
	const { memberId } = await ownGroup(ctx, membershipId);
	const distinct = [...new Set(emails)];
	const { limiter, secret } = ctx.services;
	const key = `seat invite ${ctx.community.id} ${memberId}`;
	for (const _ of distinct) await limiter.take(key, INVITES_PER_DAY, DAY);
	const now = ctx.clock.now();
	await ctx.transaction(async (tx) => {
		await holdOwnGroup(ctx, tx, { membershipId, memberId });
		const waiting = await invitesOf(tx.db, membershipId, now, MOST_INVITES).execute();
		const all = new Set([...waiting.map(({ email }) => email), ...distinct]);
		if (all.size > MOST_INVITES)
			throw new LimitReachedError('seats.too_many_invites', { most: MOST_INVITES });
		for (const email of distinct) {
			const token = newToken();
			const inviteId = newId();
			await putInvite(tx.db, {
				...{ id: inviteId, membershipId, email, createdAt: now },
				...{ tokenHash: hashToken(token), sealedToken: seal(secret, LINK_SEAL, token) },
				expiresAt: addSeconds(now, INVITE_DAYS * DAY),
			}).execute();
			await requestSeatNews(ctx, tx, {
				...{ news: 'invite', communityId: ctx.community.id, inviteId },
			});
		}
	});
}

/** Takes an invitation back. Throws `seats.not_found` and `seats.invite_not_found`. */
// authorize: ownGroup asks.
export async function revokeInvite(
	ctx: CommunityContext,
	{ membershipId, email }: InviteRef,
): Promise<void> {
	const { memberId } = await ownGroup(ctx, membershipId);
	await ctx.transaction(async (tx) => {
		await holdOwnGroup(ctx, tx, { membershipId, memberId });
		const gone = await dropInvite(tx.db, membershipId, email).executeTakeFirst();
		if (!gone) throw new NotFoundError('seats.invite_not_found');
	});
}

/** Asks for a mail, in the transaction of what it tells. */
// authorize: the verbs that ask for it have asked.
export async function requestSeatNews(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	news: SeatNews,
): Promise<void> {
	await requestJob(tx.db, MAIL_SEATS, news, {
		...{ key: `${MAIL_SEATS}:${keyOfSeatNews(news)}`, now: ctx.clock.now() },
	});
}
