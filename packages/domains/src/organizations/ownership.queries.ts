import type { PlatformDb } from '@kith/db/handles';

const offers = (db: PlatformDb) =>
	db
		.selectFrom('staffInvitations')
		.innerJoin('organizations', 'organizations.id', 'staffInvitations.organizationId')
		.leftJoin('authUsers as giver', 'giver.id', 'staffInvitations.invitedBy')
		.leftJoin('authUsers as taker', 'taker.email', 'staffInvitations.email')
		.select(['staffInvitations.id', 'staffInvitations.organizationId', 'staffInvitations.email'])
		.select(['staffInvitations.inviterBecomes', 'staffInvitations.expiresAt'])
		.select(['staffInvitations.createdAt', 'staffInvitations.invitedBy'])
		.select(['organizations.name as organizationName', 'organizations.locale'])
		.select(['organizations.timeZone', 'organizations.contactEmail'])
		.select(['giver.name as giverName', 'giver.email as giverEmail', 'taker.name as takerName'])
		.where('staffInvitations.inviterBecomes', 'is not', null);

const open = (db: PlatformDb) =>
	offers(db)
		.where('staffInvitations.acceptedAt', 'is', null)
		.where('staffInvitations.revokedAt', 'is', null);

/** An offer in whatever state, for who tells of it. */
export const offerById = (db: PlatformDb, id: string) =>
	offers(db).where('staffInvitations.id', '=', id);

export const openOfferOf = (db: PlatformDb, organizationId: string) =>
	open(db).where('staffInvitations.organizationId', '=', organizationId);

export const offerByToken = (db: PlatformDb, tokenHash: string, now: Date) =>
	open(db)
		.where('staffInvitations.tokenHash', '=', tokenHash)
		.where('staffInvitations.expiresAt', '>', now);

/** The offer stands in the way of no other once it ran out. */
export const revokeLapsedOffer = (db: PlatformDb, organizationId: string, now: Date) =>
	db
		.updateTable('staffInvitations')
		.set({ revokedAt: now })
		.where('organizationId', '=', organizationId)
		.where('inviterBecomes', 'is not', null)
		.where('acceptedAt', 'is', null)
		.where('revokedAt', 'is', null)
		.where('expiresAt', '<=', now);

/** Ends the open offer of an organization that `id` names, or that a person made or was made. */
export const revokeOffer = (
	db: PlatformDb,
	organizationId: string,
	which: { id: string } | { invitedBy: string } | { email: string },
	now: Date,
) =>
	db
		.updateTable('staffInvitations')
		.set({ revokedAt: now })
		.where('organizationId', '=', organizationId)
		.where('inviterBecomes', 'is not', null)
		.where('acceptedAt', 'is', null)
		.where('revokedAt', 'is', null)
		.$if('id' in which, (query) => query.where('id', '=', 'id' in which ? which.id : ''))
		.$if('invitedBy' in which, (query) =>
			query.where('invitedBy', '=', 'invitedBy' in which ? which.invitedBy : ''),
		)
		.$if('email' in which, (query) =>
			query.where('email', '=', 'email' in which ? which.email : ''),
		)
		.returning(['id', 'email']);

/** Declining leaves who was asked nothing to accept. */
export const declineRow = (db: PlatformDb, id: string, now: Date) =>
	db
		.updateTable('staffInvitations')
		.set({ revokedAt: now })
		.where('id', '=', id)
		.where('acceptedAt', 'is', null)
		.where('revokedAt', 'is', null)
		.returning('id');
