import { sql } from 'kysely';
import type { PlatformDb } from '@kith/db/handles';

/** Everything that changes who works for an organization waits here for its turn. */
export const holdOrganization = (db: PlatformDb, organizationId: string) =>
	db
		.selectFrom('organizations')
		.select(['id', 'name'])
		.where('id', '=', organizationId)
		.forNoKeyUpdate();

export const teamOf = (db: PlatformDb, organizationId: string, limit: number) =>
	db
		.selectFrom('organizationStaff')
		.innerJoin('authUsers', 'authUsers.id', 'organizationStaff.staffId')
		.select(['authUsers.id as staffId', 'authUsers.name', 'authUsers.email'])
		.select(['organizationStaff.role', 'organizationStaff.createdAt as since'])
		.where('organizationStaff.organizationId', '=', organizationId)
		.orderBy(
			sql`array_position(array['owner', 'admin', 'billing', 'analyst'], organization_staff.role::text)`,
		)
		.orderBy('organizationStaff.createdAt')
		.limit(limit);

export const colleague = (db: PlatformDb, organizationId: string, staffId: string) =>
	db
		.selectFrom('organizationStaff')
		.innerJoin('authUsers', 'authUsers.id', 'organizationStaff.staffId')
		.select(['authUsers.id as staffId', 'authUsers.name', 'authUsers.email'])
		.select('organizationStaff.role')
		.where('organizationStaff.organizationId', '=', organizationId)
		.where('organizationStaff.staffId', '=', staffId);

export const ownersOf = (db: PlatformDb, organizationId: string) =>
	db
		.selectFrom('organizationStaff')
		.select('staffId')
		.where('organizationId', '=', organizationId)
		.where('role', '=', 'owner')
		.limit(2);

export const staffCount = (db: PlatformDb, organizationId: string) =>
	db
		.selectFrom('organizationStaff')
		.select(sql<number>`count(*)::int`.as('count'))
		.where('organizationId', '=', organizationId);

export const setEmployment = (
	db: PlatformDb,
	{ organizationId, staffId, role }: { organizationId: string; staffId: string; role: string },
) =>
	db
		.updateTable('organizationStaff')
		.set({ role })
		.where('organizationId', '=', organizationId)
		.where('staffId', '=', staffId);

export const endEmployment = (db: PlatformDb, organizationId: string, staffId: string) =>
	db
		.deleteFrom('organizationStaff')
		.where('organizationId', '=', organizationId)
		.where('staffId', '=', staffId);

type NewInvitation = {
	id: string;
	organizationId: string;
	email: string;
	role: string;
	tokenHash: string;
	invitedBy: string;
	/** What who sent it is once it is accepted, where it hands the organization over. */
	inviterBecomes?: string;
	createdAt: Date;
	expiresAt: Date;
};

export const insertStaffInvitation = (db: PlatformDb, invitation: NewInvitation) =>
	db.insertInto('staffInvitations').values(invitation);

const open = (db: PlatformDb) =>
	db
		.selectFrom('staffInvitations')
		.innerJoin('organizations', 'organizations.id', 'staffInvitations.organizationId')
		.leftJoin('authUsers', 'authUsers.id', 'staffInvitations.invitedBy')
		.select(['staffInvitations.id', 'staffInvitations.organizationId', 'staffInvitations.email'])
		.select(['staffInvitations.role', 'staffInvitations.createdAt', 'staffInvitations.expiresAt'])
		.select(['organizations.name as organizationName', 'authUsers.name as inviterName'])
		.select(['organizations.locale', 'staffInvitations.inviterBecomes'])
		.where('staffInvitations.acceptedAt', 'is', null)
		.where('staffInvitations.revokedAt', 'is', null);

/** Those that nobody accepted or withdrew, also the ones that ran out; newest first. Offers of ownership are not among them. */
export const openStaffInvitations = (db: PlatformDb, organizationId: string, limit: number) =>
	open(db)
		.where('staffInvitations.inviterBecomes', 'is', null)
		.where('staffInvitations.organizationId', '=', organizationId)
		.orderBy('staffInvitations.createdAt', 'desc')
		.orderBy('staffInvitations.id', 'desc')
		.limit(limit);

export const staffInvitationById = (db: PlatformDb, id: string) =>
	open(db).where('staffInvitations.id', '=', id);

export const staffInvitationByToken = (db: PlatformDb, tokenHash: string, now: Date) =>
	open(db)
		.where('staffInvitations.tokenHash', '=', tokenHash)
		.where('staffInvitations.expiresAt', '>', now);

/** Of any number of parallel uses one gets a row. */
export const useStaffInvitation = (db: PlatformDb, id: string, now: Date) =>
	db
		.updateTable('staffInvitations')
		.set({ acceptedAt: now })
		.where('id', '=', id)
		.where('acceptedAt', 'is', null)
		.where('revokedAt', 'is', null)
		.where('expiresAt', '>', now)
		.returning('id');

export const revokeStaffInvitationRow = (
	db: PlatformDb,
	{ organizationId, invitationId }: { organizationId: string; invitationId: string },
	now: Date,
) =>
	db
		.updateTable('staffInvitations')
		.set({ revokedAt: now })
		.where('id', '=', invitationId)
		.where('organizationId', '=', organizationId)
		.where('inviterBecomes', 'is', null)
		.where('acceptedAt', 'is', null)
		.where('revokedAt', 'is', null)
		.returning(['email', 'role']);

/** A new invitation takes the place of the one before. */
export const revokeOpenFor = (
	db: PlatformDb,
	{ organizationId, email }: { organizationId: string; email: string },
	now: Date,
) =>
	db
		.updateTable('staffInvitations')
		.set({ revokedAt: now })
		.where('organizationId', '=', organizationId)
		.where('email', '=', email)
		.where('acceptedAt', 'is', null)
		.where('revokedAt', 'is', null);

export const colleagueByEmail = (db: PlatformDb, organizationId: string, email: string) =>
	db
		.selectFrom('organizationStaff')
		.innerJoin('authUsers', 'authUsers.id', 'organizationStaff.staffId')
		.select(['authUsers.id', 'organizationStaff.role'])
		.where('organizationStaff.organizationId', '=', organizationId)
		.where('authUsers.email', '=', email);
