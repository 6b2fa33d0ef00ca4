import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

/** Changes some parts of a setting and leaves the others to whoever changes them at the same time. */
export const mergeSetting = (db: CommunityDb, key: string, parts: object, now: Date) =>
	db
		.insertInto('settings')
		.values({ key, value: JSON.stringify(parts), updatedAt: now })
		.onConflict((conflict) =>
			conflict.column('key').doUpdateSet({
				value: sql`settings.value || excluded.value`,
				updatedAt: now,
				version: sql<number>`settings.version + 1`,
			}),
		);
