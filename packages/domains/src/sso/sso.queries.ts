import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { bySignIn } from '../grants/index.ts';
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

/** Takes back all that a connection's rules gave to anybody; returns whom from. */
export const takeAllRoles = (db: CommunityDb, connectionId: string) =>
	db.deleteFrom('memberRoles').where('source', '=', bySignIn(connectionId)).returning('memberId');

export const takeAllSpaces = (db: CommunityDb, connectionId: string) =>
	db.deleteFrom('spaceMembers').where('source', '=', bySignIn(connectionId)).returning('memberId');

export const takeAllRolesInSpaces = (db: CommunityDb, connectionId: string) =>
	db.deleteFrom('scopedRoles').where('source', '=', bySignIn(connectionId)).returning('memberId');

export const countMapped = (db: CommunityDb, connectionId: string) => {
	const source = bySignIn(connectionId);
	const roles = db.selectFrom('memberRoles').select('memberId').where('source', '=', source);
	const spaces = db.selectFrom('spaceMembers').select('memberId').where('source', '=', source);
	const inSpaces = db.selectFrom('scopedRoles').select('memberId').where('source', '=', source);
	return db
		.selectFrom(roles.union(spaces).union(inSpaces).as('mapped'))
		.select((eb) => eb.fn.countAll<string>().as('count'));
};
