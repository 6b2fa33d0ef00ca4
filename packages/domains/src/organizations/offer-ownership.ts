import { addSeconds } from '@kith/kernel/clock';
import { ConflictError, ForbiddenError, NotFoundError } from '@kith/kernel/errors';
import { hashToken, newId, newToken } from '@kith/kernel/ids';
import type { PlatformContext, PlatformTransaction } from '../context.ts';
import { requireFresh } from '../factors/index.ts';
import { selfOf } from '../realm.ts';
import {
	STAFF_INVITATION_DAYS,
	type OfferOwnership,
	type StaffInvitationRef,
} from './organizations.schema.ts';
import { openOfferOf, revokeLapsedOffer, revokeOffer } from './ownership.queries.ts';
import {
	colleague,
	colleagueByEmail,
	holdOrganization,
	insertStaffInvitation,
	revokeOpenFor,
} from './team.queries.ts';
import { tellOfOwnership } from './tell-of-ownership.ts';

const OFFERS_PER_DAY = 10;

/**
 * Offers one's own place as an owner to somebody, who has a week to accept by a mailed link. Throws
 * `identity.confirm_first`, `organizations.not_oneself`, `organizations.owner_already` and, while another offer is open,
 * `organizations.offered_already`.
 */
export async function offerOwnership(
	ctx: PlatformContext,
	{ organizationId, email, inviterBecomes }: OfferOwnership,
): Promise<{ invitationId: string }> {
	const staff = ctx.authorize(organizationId, ['owner']);
	requireFresh(ctx, selfOf(ctx));
	if (email === staff.email.toLowerCase()) throw new ForbiddenError('organizations.not_oneself');
	await ctx.services.limiter.take(`offer ${organizationId}`, OFFERS_PER_DAY, 86_400);
	const now = ctx.clock.now();
	const [id, token] = [newId(), newToken()];
	await ctx.transaction(async (tx) => {
		await holdOrganization(tx.db, organizationId).executeTakeFirstOrThrow();
		await requireOwner(tx, organizationId, staff.id);
		const taker = await colleagueByEmail(tx.db, organizationId, email).executeTakeFirst();
		if (taker?.role === 'owner') throw new ConflictError('organizations.owner_already');
		await revokeLapsedOffer(tx.db, organizationId, now).execute();
		if (await openOfferOf(tx.db, organizationId).executeTakeFirst())
			throw new ConflictError('organizations.offered_already');
		await revokeOpenFor(tx.db, { organizationId, email }, now).execute();
		await insertStaffInvitation(tx.db, {
			...{ id, organizationId, email, role: 'owner', inviterBecomes, invitedBy: staff.id },
			...{ tokenHash: hashToken(token), createdAt: now },
			expiresAt: addSeconds(now, STAFF_INVITATION_DAYS * 86_400),
		}).execute();
		await tellOfOwnership(ctx, tx, 'offered', { invitationId: id, token });
		tx.audit({
			...{ organizationId, action: 'ownership.offered', after: { role: 'owner' } },
			target: { kind: 'invitation', id, label: email },
		});
	});
	await ctx.services.bus.publish({ topic: 'outbox.written', communityId: null, data: {} });
	return { invitationId: id };
}

/** Takes an offer back: its link leads nowhere from now on. Throws `organizations.invitation_not_found`. */
export async function withdrawOwnership(
	ctx: PlatformContext,
	{ organizationId, invitationId }: StaffInvitationRef,
): Promise<void> {
	ctx.authorize(organizationId, ['owner']);
	await ctx.transaction(async (tx) => {
		await holdOrganization(tx.db, organizationId).executeTakeFirstOrThrow();
		if (!(await endOffer(ctx, tx, organizationId, { id: invitationId })))
			throw new NotFoundError('organizations.invitation_not_found');
	});
	await ctx.services.bus.publish({ topic: 'outbox.written', communityId: null, data: {} });
}

/** Ends an open offer, whoever or whatever ends it, in the caller's transaction. Returns whether there was one. */
// authorize: the verbs that call it have asked.
export async function endOffer(
	ctx: PlatformContext,
	tx: PlatformTransaction,
	organizationId: string,
	which: Parameters<typeof revokeOffer>[2],
): Promise<boolean> {
	const now = ctx.clock.now();
	const ended = await revokeOffer(tx.db, organizationId, which, now).executeTakeFirst();
	if (!ended) return false;
	await tellOfOwnership(ctx, tx, 'withdrawn', { invitationId: ended.id });
	tx.audit({
		...{ organizationId, action: 'ownership.withdrawn' },
		target: { kind: 'invitation', id: ended.id, label: ended.email },
	});
	return true;
}

async function requireOwner(
	tx: PlatformTransaction,
	organizationId: string,
	staffId: string,
): Promise<void> {
	const own = await colleague(tx.db, organizationId, staffId).executeTakeFirst();
	if (own?.role !== 'owner') throw new ForbiddenError('permissions.denied');
}
