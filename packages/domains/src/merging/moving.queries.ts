import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

/** The account that goes, and the one that stays. */
export type Pair = { from: string; into: string };

/** A column that names members. */
export type Place = { table: string; column: string };
type Keyed = Place & { by: readonly string[] };

// Which table and column it is comes from the rules: to the compiler all of them look like these.
const asTable = (name: string) => name as 'spaceVisits';
const asKept = (table: string) => `${table} as kept` as 'spaceVisits as kept';
const asColumn = (column: string) => column as 'memberId';
const ownColumn = (table: string, column: string) => `${table}.${column}` as 'spaceVisits.memberId';
const keptColumn = (column: string) => `kept.${column}` as 'kept.memberId';

/** Names the one that stays wherever the other was named. */
export const moveRows = (db: CommunityDb, { table, column }: Place, { from, into }: Pair) =>
	db
		.updateTable(asTable(table))
		.set({ [column]: into } as { memberId: string })
		.where(asColumn(column), '=', from);

export const dropRows = (db: CommunityDb, { table, column }: Place, { from }: Pair) =>
	db.deleteFrom(asTable(table)).where(asColumn(column), '=', from);

/** Lets those rows of the one that goes go which the other has as well. */
export const dropDoubles = (db: CommunityDb, { table, column, by }: Keyed, { from, into }: Pair) =>
	db
		.deleteFrom(asTable(table))
		.where(asColumn(column), '=', from)
		.where((eb) =>
			eb.exists(
				by.reduce(
					(kept, key) => kept.whereRef(keptColumn(key), '=', ownColumn(table, key)),
					eb
						.selectFrom(asKept(table))
						.select(sql`1`.as('one'))
						.where(keptColumn(column), '=', into),
				),
			),
		);

/** Lets those rows of the one that stays go which the other has newer. */
export const dropOlder = (
	db: CommunityDb,
	{ table, column, by, newer }: Keyed & { newer: string },
	{ from, into }: Pair,
) =>
	db
		.deleteFrom(asTable(table))
		.where(asColumn(column), '=', into)
		.where((eb) =>
			eb.exists(
				by.reduce(
					(kept, key) => kept.whereRef(keptColumn(key), '=', ownColumn(table, key)),
					eb
						.selectFrom(asKept(table))
						.select(sql`1`.as('one'))
						.where(keptColumn(column), '=', from)
						.whereRef(keptColumn(newer), '>', ownColumn(table, newer)),
				),
			),
		);

type Filled = Keyed & { fill?: readonly string[]; latest?: readonly string[] };

/** Fills in the rows of the one that stays from those that the other has of the same. */
export const fillIn = (
	db: CommunityDb,
	{ table, column, by, fill = [], latest = [] }: Filled,
	{ from, into }: Pair,
) =>
	by.reduce(
		(update, key) => update.whereRef(keptColumn(key), '=', ownColumn(table, key)),
		db
			.updateTable(asTable(table))
			.from(asKept(table))
			.set((eb) => {
				const both = (name: string) => [eb.ref(ownColumn(table, name)), eb.ref(keptColumn(name))];
				const values = [
					...fill.map((name) => [name, sql<string>`coalesce(${sql.join(both(name))})`] as const),
					...latest.map((name) => [name, sql<string>`greatest(${sql.join(both(name))})`] as const),
				];
				return Object.fromEntries(values) as Record<'memberId', (typeof values)[number][1]>;
			})
			.where(ownColumn(table, column), '=', into)
			.where(keptColumn(column), '=', from),
	);
