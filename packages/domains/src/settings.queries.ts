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

/** A setting as it stands. */
export const storedSetting = (db: CommunityDb, key: string) =>
	db.selectFrom('settings').select('value').where('key', '=', key);

/** Makes a setting that is not there yet, so that those who save it at the same moment meet at its row. */
export const startSetting = (db: CommunityDb, key: string, start: object, now: Date) =>
	db
		.insertInto('settings')
		.values({ key, value: JSON.stringify(start), updatedAt: now })
		.onConflict((conflict) => conflict.column('key').doNothing());

/** Writes a setting that is there, all of it. */
export const keepSetting = (db: CommunityDb, key: string, value: object, now: Date) =>
	db
		.updateTable('settings')
		.set({ value: JSON.stringify(value), updatedAt: now, version: sql<number>`version + 1` })
		.where('key', '=', key);
