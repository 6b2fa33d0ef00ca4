import type { CommunityDb } from '@kith/db/handles';
import { keepSetting, startSetting, storedSetting } from '../settings.queries.ts';
import { FinalTables, Seasons, type Season } from './seasons.schema.ts';

export const SEASONS = 'seasons';
export const FINAL_TABLES = 'finalTables';

const seasonsIn = (row: { value: unknown } | undefined): Season[] =>
	row ? Seasons.parse(row.value).seasons : [];

/** Seasons, latest first. */
export async function readSeasons(db: CommunityDb): Promise<Season[]> {
	return seasonsIn(await storedSetting(db, SEASONS).executeTakeFirst());
}

/** The same for who changes them: one after the other, whether there are some yet or not. */
export async function lockSeasons(db: CommunityDb, now: Date): Promise<Season[]> {
	await startSetting(db, SEASONS, { seasons: [] }, now).execute();
	return seasonsIn(await storedSetting(db, SEASONS).forNoKeyUpdate().executeTakeFirst());
}

export const keepSeasons = (db: CommunityDb, seasons: readonly Season[], now: Date) =>
	keepSetting(
		db,
		SEASONS,
		{ seasons: seasons.toSorted((a, b) => (a.from < b.from ? 1 : -1)) },
		now,
	);

export async function readFinals(db: CommunityDb): Promise<FinalTables> {
	const row = await storedSetting(db, FINAL_TABLES).executeTakeFirst();
	return FinalTables.parse(row?.value ?? {});
}

/** The final tables for who changes them, under the lock of the seasons or of their own row. */
export async function lockFinals(db: CommunityDb, now: Date): Promise<FinalTables> {
	await startSetting(db, FINAL_TABLES, {}, now).execute();
	const row = await storedSetting(db, FINAL_TABLES).forNoKeyUpdate().executeTakeFirst();
	return FinalTables.parse(row?.value ?? {});
}

export const keepFinals = (db: CommunityDb, tables: FinalTables, now: Date) =>
	keepSetting(db, FINAL_TABLES, tables, now);

/** Those of final tables who may be named: who is here and wants to stand on boards. */
export const namedOnBoards = (db: CommunityDb, ids: readonly string[]) =>
	db
		.selectFrom('members')
		.leftJoin('scores', 'scores.memberId', 'members.id')
		.select(['members.id', 'members.handle', 'members.name', 'members.avatarFileId'])
		.where('members.id', 'in', [...ids])
		.where('members.status', '=', 'active')
		.where((eb) =>
			eb.or([eb('scores.isOffBoards', 'is', null), eb('scores.isOffBoards', '=', false)]),
		)
		.limit(ids.length);
