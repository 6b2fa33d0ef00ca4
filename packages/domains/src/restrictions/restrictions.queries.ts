import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { RestrictionKind } from '../members/restriction.schema.ts';

type Imposed = {
	kind: RestrictionKind;
	until: Date | null;
	details: Record<string, unknown>;
};

/** Holds a member back; who is suspended is no active member meanwhile. */
export const impose = (db: CommunityDb, memberId: string, { kind, until, details }: Imposed) =>
	db
		.updateTable('members')
		.set({
			...{ restriction: kind, restrictedUntil: until },
			restrictionDetails: JSON.stringify(details),
			...(kind !== 'banned' && { status: kind === 'suspended' ? 'suspended' : 'active' }),
			version: sql<number>`version + 1`,
		})
		.where('id', '=', memberId);

/** The same for who has still to come: who is silenced comes first, and reads then. */
export const imposeOnStaged = (
	db: CommunityDb,
	memberId: string,
	{ kind, until, details }: Imposed,
) =>
	db
		.updateTable('members')
		.set({
			...{ restriction: kind, restrictedUntil: until },
			restrictionDetails: JSON.stringify(details),
			status: kind === 'suspended' ? 'suspended' : 'staged',
		})
		.where('id', '=', memberId);

/** Ends what holds a member back; they stand as before it: who never came has still to come. */
export const release = (db: CommunityDb, memberId: string) =>
	db
		.updateTable('members')
		.set({ restriction: null, restrictedUntil: null, restrictionDetails: '{}' })
		.set({
			status: sql<string>`case when status = 'suspended'
			then coalesce(restriction_details->>'was', 'active') else status end`,
		})
		.set({ version: sql<number>`version + 1` })
		.where('id', '=', memberId);

/** A banned person whose name stayed on what they wrote is a member again; of the others only the ban is forgotten. */
export const readmit = (db: CommunityDb, memberId: string, isBare: boolean) =>
	db
		.updateTable('members')
		.set({ restriction: null, restrictedUntil: null, restrictionDetails: '{}' })
		.set(isBare ? { userId: null } : { status: 'active', removedAt: null })
		.set({ version: sql<number>`version + 1` })
		.where('id', '=', memberId);

export const restrictionOf = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('members')
		.select([
			'id',
			'name',
			'userId',
			'status',
			'restriction',
			'restrictedUntil',
			'restrictionDetails',
		])
		.where('id', '=', memberId);

/** The mail address of a person and where they signed in from last. */
export const tracesOf = (db: CommunityDb, userId: string) =>
	db
		.selectFrom('authUsers')
		.leftJoin('authSessions', 'authSessions.userId', 'authUsers.id')
		.select(['authUsers.email', 'authSessions.ipAddress'])
		.where('authUsers.id', '=', userId)
		.orderBy('authSessions.updatedAt', 'desc')
		.limit(20);

export const endSessionsOf = (db: CommunityDb, userId: string) =>
	db.deleteFrom('authSessions').where('userId', '=', userId);
