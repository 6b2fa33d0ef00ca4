import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

export const FIELDS = 'fields';

/** The row that all fields lie in, made when it is not there. */
export const startFields = (db: CommunityDb, now: Date) =>
	db
		.insertInto('settings')
		.values({ key: FIELDS, value: '[]', updatedAt: now })
		.onConflict((conflict) => conflict.doNothing());

export const storedFields = (db: CommunityDb) =>
	db.selectFrom('settings').select('value').where('key', '=', FIELDS);

/** How many members filled a field in; by the index of what members are looked up by. */
export const countFilledIn = (db: CommunityDb, fieldId: string) =>
	db
		.selectFrom('members')
		.select(sql<number>`count(*)::int`.as('count'))
		.where(sql<SqlBool>`field_keys @> array[${fieldId}]::text[]`);
