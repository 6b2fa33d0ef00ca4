import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { SaveRota } from './rota.schema.ts';

export const ROTA = 'rota';

export const storedRota = (db: CommunityDb) =>
	db.selectFrom('settings').select('value').where('key', '=', ROTA);

/** Makes the row, so that those who save at the same moment meet at it. */
export const startRota = (db: CommunityDb, empty: SaveRota, now: Date) =>
	db
		.insertInto('settings')
		.values({ key: ROTA, value: JSON.stringify(empty), updatedAt: now })
		.onConflict((conflict) => conflict.column('key').doNothing());

export const keepRota = (db: CommunityDb, rota: SaveRota, now: Date) =>
	db
		.updateTable('settings')
		.set({ value: JSON.stringify(rota), updatedAt: now, version: sql<number>`version + 1` })
		.where('key', '=', ROTA);

/** Active members with a role of their own in the whole community: among them are those who decide. */
export const roleHolders = (db: CommunityDb) =>
	db
		.selectFrom('memberRoles')
		.innerJoin('members', 'members.id', 'memberRoles.memberId')
		.select(['members.id', 'members.name'])
		.select((eb) => eb.fn.agg<string[]>('array_agg', ['memberRoles.roleId']).as('roleIds'))
		.where('members.status', '=', 'active')
		.groupBy(['members.id', 'members.name'])
		.orderBy('members.name')
		.orderBy('members.id')
		.limit(500);
