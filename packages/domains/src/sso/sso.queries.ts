import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { SSO, type Connection } from './sso.schema.ts';

export const startSetting = (db: CommunityDb, now: Date) =>
	db
		.insertInto('settings')
		.values({ key: SSO, value: '{}', updatedAt: now })
		.onConflict((conflict) => conflict.doNothing());

export const storedConnections = (db: CommunityDb) =>
	db.selectFrom('settings').select('value').where('key', '=', SSO);

export const keepConnection = (db: CommunityDb, connection: Connection, now: Date) =>
	db
		.updateTable('settings')
		.set({
			value: sql`value || ${JSON.stringify({ [connection.id]: connection })}::jsonb`,
			...{ updatedAt: now, version: sql<number>`version + 1` },
		})
		.where('key', '=', SSO);

export const dropConnection = (db: CommunityDb, connectionId: string, now: Date) =>
	db
		.updateTable('settings')
		.set({
			value: sql`value - ${connectionId}::text`,
			...{ updatedAt: now, version: sql<number>`version + 1` },
		})
		.where('key', '=', SSO);

/** Whose a row is: what one connection's rules gave one member. */
type Mapped = { memberId: string; sourceId: string; due: readonly string[] };

/** Gives what is due and not held; what was given by hand, or by another connection, stays theirs. */
export const giveRoles = (db: CommunityDb, { memberId, sourceId, due }: Mapped) =>
	db
		.insertInto('memberRoles')
		.values(due.map((roleId) => ({ memberId, roleId, sourceId })))
		.onConflict((conflict) => conflict.doNothing())
		.returning('roleId');

export const takeRoles = (db: CommunityDb, { memberId, sourceId, due }: Mapped) =>
	db
		.deleteFrom('memberRoles')
		.where('memberId', '=', memberId)
		.where('sourceId', '=', sourceId)
		.where(sql<boolean>`role_id <> all(${[...due]}::uuid[])`)
		.returning('roleId');

export const giveSpaces = (db: CommunityDb, { memberId, sourceId, due }: Mapped) =>
	db
		.insertInto('spaceMembers')
		.values(due.map((spaceId) => ({ memberId, spaceId, sourceId })))
		.onConflict((conflict) => conflict.doNothing())
		.returning('spaceId');

export const takeSpaces = (db: CommunityDb, { memberId, sourceId, due }: Mapped) =>
	db
		.deleteFrom('spaceMembers')
		.where('memberId', '=', memberId)
		.where('sourceId', '=', sourceId)
		.where(sql<boolean>`space_id <> all(${[...due]}::uuid[])`)
		.returning('spaceId');

/** Takes back all that a connection's rules gave to anybody; returns whom from. */
export const takeAllRoles = (db: CommunityDb, sourceId: string) =>
	db.deleteFrom('memberRoles').where('sourceId', '=', sourceId).returning('memberId');

export const takeAllSpaces = (db: CommunityDb, sourceId: string) =>
	db.deleteFrom('spaceMembers').where('sourceId', '=', sourceId).returning('memberId');

export const countMapped = (db: CommunityDb, sourceId: string) => {
	const roles = db.selectFrom('memberRoles').select('memberId').where('sourceId', '=', sourceId);
	const spaces = db.selectFrom('spaceMembers').select('memberId').where('sourceId', '=', sourceId);
	return db
		.selectFrom(roles.union(spaces).as('mapped'))
		.select((eb) => eb.fn.countAll<string>().as('count'));
};
