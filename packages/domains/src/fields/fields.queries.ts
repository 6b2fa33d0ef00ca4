import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { MemberField } from './fields.schema.ts';

const FIELDS = 'fields';

/** The row that all fields lie in, made when it is not there. */
export const startFields = (db: CommunityDb, now: Date) =>
	db
		.insertInto('settings')
		.values({ key: FIELDS, value: '[]', updatedAt: now })
		.onConflict((conflict) => conflict.doNothing());

export const storedFields = (db: CommunityDb) =>
	db.selectFrom('settings').select('value').where('key', '=', FIELDS);

export const keepFields = (db: CommunityDb, fields: readonly MemberField[], now: Date) =>
	db
		.updateTable('settings')
		.set({ value: JSON.stringify(fields), updatedAt: now, version: sql<number>`version + 1` })
		.where('key', '=', FIELDS);

/** How many members filled a field in; by the index of what members are looked up by. */
export const countFilledIn = (db: CommunityDb, fieldId: string) =>
	db
		.selectFrom('members')
		.select(sql<number>`count(*)::int`.as('count'))
		.where(sql<SqlBool>`field_keys @> array[${fieldId}]::text[]`);
