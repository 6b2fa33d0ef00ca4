import { sql, type Insertable } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import { MOST_RULES } from './gamification.schema.ts';

/** One after the other, rules are made: locked rows alone would let new ones in. */
export const takeTurn = (db: CommunityDb) =>
	db.selectFrom('settings').select('key').where('key', '=', 'modules').forNoKeyUpdate();

export const placesTaken = (db: CommunityDb) =>
	db.selectFrom('pointRules').select(['id', 'position', 'archivedAt']).limit(10_000);

export const ruleRow = (db: CommunityDb, ruleId: string) =>
	db
		.selectFrom('pointRules')
		.select(['id', 'name', 'draft', 'version', 'archivedAt'])
		.where('id', '=', ruleId);

export const insertRule = (db: CommunityDb, row: Insertable<CommunityTables['pointRules']>) =>
	db
		.insertInto('pointRules')
		.values(row)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id');

type Change = { name?: string; draft?: string | null; archivedAt?: Date | null };

export const changeRule = (db: CommunityDb, ruleId: string, change: Change, now: Date) =>
	db
		.updateTable('pointRules')
		.set({ ...change, updatedAt: now, version: sql<number>`version + 1` })
		.where('id', '=', ruleId);

export const dropRule = (db: CommunityDb, ruleId: string) =>
	db.deleteFrom('pointRules').where('id', '=', ruleId);

export const lastVersion = (db: CommunityDb, ruleId: string) =>
	db
		.selectFrom('pointRuleVersions')
		.select(['number', 'definition', 'countsFrom', 'countsUntil'])
		.where('ruleId', '=', ruleId)
		.orderBy('number', 'desc')
		.limit(1);

/** From `moment` on no version so far counts any more. */
export const closeVersions = (db: CommunityDb, ruleId: string, moment: Date) =>
	db
		.updateTable('pointRuleVersions')
		.set({ countsUntil: sql<Date>`greatest(counts_from, ${moment})` })
		.where('ruleId', '=', ruleId)
		.where((eb) => eb.or([eb('countsUntil', 'is', null), eb('countsUntil', '>', moment)]))
		.returning('number');

export const insertVersion = (
	db: CommunityDb,
	row: Insertable<CommunityTables['pointRuleVersions']>,
) => db.insertInto('pointRuleVersions').values(row);

/** Of these, the badges that there are. */
export const badgesThere = (db: CommunityDb, ids: readonly string[]) =>
	db
		.selectFrom('badges')
		.select('id')
		.where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
		.where('archivedAt', 'is', null);

export const tagsThere = (db: CommunityDb, ids: readonly string[]) =>
	db
		.selectFrom('tags')
		.select('id')
		.where('id', '=', sql<string>`any(${[...ids]}::uuid[])`);

/** The rules on the list, with the newest of what each said. */
export const listedRules = (db: CommunityDb) =>
	db
		.selectFrom('pointRules')
		.leftJoin('pointRuleVersions as newest', (join) =>
			join
				.onRef('newest.ruleId', '=', 'pointRules.id')
				.on((eb) =>
					eb.not(
						eb.exists(
							eb
								.selectFrom('pointRuleVersions as newer')
								.select('newer.number')
								.whereRef('newer.ruleId', '=', 'newest.ruleId')
								.whereRef('newer.number', '>', 'newest.number'),
						),
					),
				),
		)
		.select(['pointRules.id', 'pointRules.name', 'pointRules.draft', 'pointRules.version'])
		.select(['newest.definition', 'newest.number', 'newest.countsFrom', 'newest.countsUntil'])
		.where('pointRules.archivedAt', 'is', null)
		.orderBy('pointRules.position')
		.orderBy('pointRules.id')
		.limit(MOST_RULES);

/** What each rule gave since a moment, and to how many. */
export const givenSince = (db: CommunityDb, since: Date) =>
	db
		.selectFrom('pointEntries')
		.select('ruleId')
		.select(({ fn }) => [
			sql<number>`sum(points)::int`.as('points'),
			fn.count<string>('memberId').distinct().as('members'),
		])
		.where('notedAt', '>=', since)
		.where('ruleId', 'is not', null)
		.groupBy('ruleId')
		.limit(10_000);
