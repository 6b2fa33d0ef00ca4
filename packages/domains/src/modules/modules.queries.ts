import { sql } from 'kysely';
import type { CommunityDb, PlatformDb } from '@kith/db/handles';
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

/** The communities that have a module, a page of them behind `after`. */
export const communitiesWith = (db: PlatformDb, module: string, after: string, limit: number) =>
	db
		.selectFrom('communityModules')
		.innerJoin('communities', 'communities.id', 'communityModules.communityId')
		.select('communities.id')
		.where('communityModules.module', '=', module)
		.where('communities.status', '=', 'live')
		.where('communities.id', '>', after)
		.orderBy('communities.id')
		.limit(limit);
