import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

const KEY = 'approval_pace';
/** How much the last decision counts against all before it. */
const WEIGHT = 0.2;

/**
 * How long decisions take lately, as an average in which each counts less than the next: one row, so that no list of old
 * decisions has to be read. Counts up under the row's lock.
 */
export const notePace = (db: CommunityDb, seconds: number, now: Date) =>
	db
		.insertInto('settings')
		.values({ key: KEY, value: JSON.stringify({ seconds, decisions: 1 }), updatedAt: now })
		.onConflict((conflict) =>
			conflict.column('key').doUpdateSet({
				value: sql<string>`jsonb_build_object(
					'seconds', (settings.value->>'seconds')::float8 * ${sql.lit(1 - WEIGHT)} + ${seconds}::float8 * ${sql.lit(WEIGHT)},
					'decisions', least((settings.value->>'decisions')::int + 1, 1000))`,
				updatedAt: now,
			}),
		);

/** The same as it is now, in seconds; no row before the first decision. */
export const paceOf = (db: CommunityDb) =>
	db
		.selectFrom('settings')
		.select([
			sql<number>`(value->>'seconds')::float8`.as('seconds'),
			sql<number>`(value->>'decisions')::int`.as('decisions'),
		])
		.where('key', '=', KEY);
