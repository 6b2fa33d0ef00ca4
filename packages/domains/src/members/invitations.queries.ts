import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

type Holder = { tokenHash: string | null; email: string; now: Date; isNew?: boolean };

/** An invitation that the holder of `tokenHash`, or the owner of `email`, can still use; to the address first. */
export const openInvitation = (db: CommunityDb, { tokenHash, email, now, isNew = true }: Holder) =>
	usable(db, now)
		.select(['invitations.id', 'invitations.roleId', 'invitations.spaceId'])
		.$if(!isNew, (query) => query.where('invitations.newcomersOnly', '=', false))
		.where((eb) =>
			eb.or([
				eb('invitations.email', '=', email),
				...(tokenHash
					? [eb.and([eb('tokenHash', '=', tokenHash), eb('invitations.email', 'is', null)])]
					: []),
			]),
		)
		.orderBy(sql`invitations.email is null`)
		.orderBy('invitations.createdAt', 'desc')
		.limit(1);

/** Takes one use; concurrent uses of the last one find none left. */
export const useInvitation = (db: CommunityDb, id: string) =>
	db
		.updateTable('invitations')
		.set({ uses: sql<number>`uses + 1` })
		.where('id', '=', id)
		.where('revokedAt', 'is', null)
		.where(sql<SqlBool>`uses < max_uses`)
		.returning('id');

export const invitationByToken = (db: CommunityDb, tokenHash: string, now: Date) =>
	usable(db, now)
		.select(['invitations.email', 'members.name as inviterName'])
		.where('tokenHash', '=', tokenHash);

/** What the mail of an invitation says, while it can be used; no mail goes to a member whom it brings nothing. */
export const invitationsByIds = (db: CommunityDb, ids: readonly string[], now: Date) =>
	usable(db, now)
		.select(['invitations.id', 'invitations.email', 'members.name as inviterName'])
		.where('invitations.id', 'in', [...ids])
		.where((eb) =>
			eb.or([
				eb('invitations.newcomersOnly', '=', false),
				eb.not(
					eb.exists(
						eb
							.selectFrom('members as known')
							.innerJoin('authUsers', 'authUsers.id', 'known.userId')
							.select('known.id')
							.whereRef('authUsers.email', '=', 'invitations.email'),
					),
				),
			]),
		);

type NewInvitation = {
	id: string;
	email: string | null;
	tokenHash: string;
	roleId: string;
	spaceId?: string | null;
	invitedBy: string | null;
	maxUses: number;
	newcomersOnly?: boolean;
	createdAt: Date;
	expiresAt: Date;
};

export const insertInvitation = (db: CommunityDb, invitation: NewInvitation) =>
	db.insertInto('invitations').values(invitation);

export const revokeById = (db: CommunityDb, id: string, now: Date) =>
	db
		.updateTable('invitations')
		.set({ revokedAt: now })
		.where('id', '=', id)
		.where('revokedAt', 'is', null)
		.returning(['id', 'email']);

export const revokeOpenFor = (db: CommunityDb, email: string, now: Date) =>
	db
		.updateTable('invitations')
		.set({ revokedAt: now })
		.where('email', '=', email)
		.where('revokedAt', 'is', null)
		.where('uses', '=', 0)
		.returning('newcomersOnly');

type Listing = { now: Date; over: boolean; after: readonly [string, string] | null; limit: number };

/** Invitations that can still be used, or those that cannot, newest first, one more than asked for. */
export const listedInvitations = (db: CommunityDb, { now, over, after, limit }: Listing) =>
	(over ? past(db, now) : usable(db, now))
		.leftJoin('spaces', 'spaces.id', 'invitations.spaceId')
		.select([
			...(['invitations.id', 'invitations.email', 'invitations.roleId'] as const),
			...(['invitations.invitedBy', 'invitations.uses', 'invitations.maxUses'] as const),
			...(['invitations.createdAt', 'invitations.expiresAt'] as const),
			...(['members.name as inviterName', 'spaces.name as spaceName'] as const),
		])
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(invitations.created_at, invitations.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
			),
		)
		.orderBy('invitations.createdAt', 'desc')
		.orderBy('invitations.id', 'desc')
		.limit(limit + 1);

/** Gives a mailed invitation another token and all of its days again; the mail before it stops working. */
export const renewById = (
	db: CommunityDb,
	id: string,
	{ tokenHash, expiresAt }: { tokenHash: string; expiresAt: Date },
) =>
	db
		.updateTable('invitations')
		.set({ tokenHash, expiresAt })
		.where('id', '=', id)
		.where('email', 'is not', null)
		.where('revokedAt', 'is', null)
		.where('uses', '=', 0)
		.returning(['id', 'email']);

const withInviter = (db: CommunityDb) =>
	db.selectFrom('invitations').leftJoin('members', 'members.id', 'invitations.invitedBy');

function past(db: CommunityDb, now: Date) {
	return withInviter(db).where((eb) =>
		eb.or([
			eb('invitations.revokedAt', 'is not', null),
			eb('invitations.expiresAt', '<=', now),
			sql<SqlBool>`invitations.uses >= invitations.max_uses`,
		]),
	);
}

function usable(db: CommunityDb, now: Date) {
	return withInviter(db)
		.where('invitations.revokedAt', 'is', null)
		.where('invitations.expiresAt', '>', now)
		.where(sql<SqlBool>`invitations.uses < invitations.max_uses`);
}
