import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

type Holder = { tokenHash: string | null; email: string; now: Date };

/** An invitation that the holder of `tokenHash`, or the owner of `email`, can still use. */
export const openInvitation = (db: CommunityDb, { tokenHash, email, now }: Holder) =>
	db
		.selectFrom('invitations')
		.select(['id', 'roleId'])
		.where((eb) =>
			eb.or([
				eb('email', '=', email),
				...(tokenHash ? [eb.and([eb('tokenHash', '=', tokenHash), eb('email', 'is', null)])] : []),
			]),
		)
		.where('revokedAt', 'is', null)
		.where('expiresAt', '>', now)
		.where(sql<SqlBool>`uses < max_uses`)
		.orderBy('createdAt', 'desc')
		.limit(1);

/** Takes one use; concurrent uses of the last one find none left. */
export const useInvitation = (db: CommunityDb, id: string) =>
	db
		.updateTable('invitations')
		.set({ uses: sql<number>`uses + 1` })
		.where('id', '=', id)
		.where(sql<SqlBool>`uses < max_uses`)
		.returning('id');

export const invitationByToken = (db: CommunityDb, tokenHash: string, now: Date) =>
	db
		.selectFrom('invitations')
		.leftJoin('members', 'members.id', 'invitations.invitedBy')
		.select(['invitations.id', 'invitations.email', 'members.name as inviterName'])
		.where('tokenHash', '=', tokenHash)
		.where('revokedAt', 'is', null)
		.where('expiresAt', '>', now)
		.where(sql<SqlBool>`uses < max_uses`);

export const invitationById = (db: CommunityDb, id: string) =>
	db
		.selectFrom('invitations')
		.leftJoin('members', 'members.id', 'invitations.invitedBy')
		.select(['invitations.email', 'invitations.revokedAt', 'members.name as inviterName'])
		.where('invitations.id', '=', id);

type NewInvitation = {
	id: string;
	email: string | null;
	tokenHash: string;
	roleId: string;
	invitedBy: string | null;
	maxUses: number;
	createdAt: Date;
	expiresAt: Date;
};

export const insertInvitation = (db: CommunityDb, invitation: NewInvitation) =>
	db.insertInto('invitations').values(invitation).returning('id');

export const revokeInvitation = (db: CommunityDb, id: string, now: Date) =>
	db
		.updateTable('invitations')
		.set({ revokedAt: now })
		.where('id', '=', id)
		.where('revokedAt', 'is', null)
		.returning('id');

export const revokeOpenFor = (db: CommunityDb, email: string, now: Date) =>
	db
		.updateTable('invitations')
		.set({ revokedAt: now })
		.where('email', '=', email)
		.where('revokedAt', 'is', null)
		.where('uses', '=', 0);

export const openInvitations = (db: CommunityDb, now: Date) =>
	db
		.selectFrom('invitations')
		.leftJoin('members', 'members.id', 'invitations.invitedBy')
		.select([
			...([
				'invitations.id',
				'invitations.email',
				'invitations.roleId',
				'invitations.uses',
			] as const),
			...(['invitations.maxUses', 'invitations.createdAt', 'invitations.expiresAt'] as const),
			'members.name as inviterName',
		])
		.where('revokedAt', 'is', null)
		.where('expiresAt', '>', now)
		.where(sql<SqlBool>`uses < max_uses`)
		.orderBy('invitations.createdAt', 'desc')
		.limit(200);
