import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { Taxes } from './taxes.schema.ts';

export const TAXES = 'taxes';

export const storedTaxes = (db: CommunityDb) =>
	db.selectFrom('settings').select(['value', 'version']).where('key', '=', TAXES);

/** Writes them upon the version that they were based on; yields nothing where there is another by now. */
export const keepTaxes = (
	db: CommunityDb,
	{ taxes, version, now }: { taxes: Taxes; version: number; now: Date },
) =>
	db
		.insertInto('settings')
		.values({ key: TAXES, value: JSON.stringify(taxes), updatedAt: now })
		.onConflict((conflict) =>
			conflict
				.column('key')
				.doUpdateSet((eb) => ({
					value: eb.ref('excluded.value'),
					updatedAt: now,
					version: sql<number>`settings.version + 1`,
				}))
				.where('settings.version', '=', version),
		)
		.returning('version');
