import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { FIRST_FREEZES, FIRST_HOLD_DAYS, Levels } from './awards.schema.ts';

export const LEVELS = 'levels';

/** What a community begins with: five levels that are reached ever more slowly. */
const FIRST_LEVELS: Levels = {
	levels: [0, 20, 100, 350, 1000].map((points) => ({
		...{ name: '', points, roleId: null, spaceIds: [] },
	})),
	...{ staffOnBoards: false, boards: true, freezes: FIRST_FREEZES },
	holdDays: FIRST_HOLD_DAYS,
};

export async function readLevels(db: CommunityDb): Promise<{ levels: Levels; version: number }> {
	const row = await db
		.selectFrom('settings')
		.select(['value', 'version'])
		.where('key', '=', LEVELS)
		.executeTakeFirst();
	return row
		? { levels: Levels.parse(row.value), version: row.version }
		: { levels: FIRST_LEVELS, version: 0 };
}

/** Saves under the version that was read; no row comes back where somebody else saved meanwhile. */
export const writeLevels = (db: CommunityDb, levels: Levels, version: number, now: Date) =>
	version === 0
		? db
				.insertInto('settings')
				.values({ key: LEVELS, value: JSON.stringify(levels), updatedAt: now })
				.onConflict((conflict) => conflict.column('key').doNothing())
				.returning('key')
		: db
				.updateTable('settings')
				.set({ value: JSON.stringify(levels), updatedAt: now, version: sql<number>`version + 1` })
				.where('key', '=', LEVELS)
				.where('version', '=', version)
				.returning('key');

/** The place of the level that so many points reach; the first one for none and fewer. */
export function levelAt({ levels }: Pick<Levels, 'levels'>, points: number): number {
	const reached = levels.findLastIndex((level) => level.points <= points);
	return Math.max(0, reached);
}
