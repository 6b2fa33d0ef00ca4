import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { MODULES_ON } from './modules.schema.ts';

/** Says that a module is on; no row comes back where it was. */
export const switchOn = (db: CommunityDb, module: string, now: Date) =>
	db
		.insertInto('settings')
		.values({
			key: MODULES_ON,
			value: JSON.stringify({ [module]: now.toISOString() }),
			updatedAt: now,
		})
		.onConflict((conflict) =>
			conflict
				.column('key')
				.doUpdateSet({
					value: sql`excluded.value || settings.value`,
					updatedAt: now,
					version: sql<number>`settings.version + 1`,
				})
				.where(sql<boolean>`not settings.value ? ${module}`),
		)
		.returning('key');
