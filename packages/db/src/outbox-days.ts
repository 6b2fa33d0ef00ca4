import type pg from 'pg';
import { transact, withRetries } from './migrate.ts';
import { BRIEFLY, makePartition, partitionsOf } from './partitions.ts';

/** Days after today whose partitions are made beforehand: so long may the daily job fail without being missed. */
const DAYS_AHEAD = 7;
const DAY_MS = 24 * 3600 * 1000;

/**
 * Makes the outbox's partitions of today and the coming seven days (UTC) where they are missing; writers go on
 * meanwhile. A day of which rows lie in the default partition already stays there. Needs the owner's rights; returns
 * the partitions made. Throws when the outbox stays locked.
 */
export async function makeOutboxDays(owner: pg.ClientBase, now: Date): Promise<string[]> {
	const made: string[] = [];
	const there = new Set(await daysOf(owner));
	for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
		const day = new Date(startOfDay(now) + ahead * DAY_MS);
		const name = partitionOf(day);
		if (!there.has(name) && (await makeDay(owner, name, day))) made.push(name);
	}
	return made;
}

function makeDay(owner: pg.ClientBase, name: string, day: Date): Promise<boolean> {
	const to = new Date(day.getTime() + DAY_MS);
	return makePartition(owner, { stream: 'outbox', name, from: day, to });
}

/**
 * Drops the partitions of the days that ended before `before` and of which every event is relayed, and deletes such
 * events from the default partition. A day with an event that waits is kept whole. Needs the owner's rights; returns
 * the partitions dropped and the rows deleted. Throws when the outbox stays locked.
 */
export async function pruneOutbox(
	owner: pg.ClientBase,
	before: Date,
): Promise<{ dropped: string[]; deleted: number }> {
	const dropped: string[] = [];
	const limit = partitionOf(before);
	for (const name of await daysOf(owner))
		if (name < limit && (await withRetries(() => dropDay(owner, name)))) dropped.push(name);
	const { rowCount } = await owner.query(
		'delete from streams.outbox_default where occurred_at < $1 and relayed_at is not null',
		[before],
	);
	return { dropped, deleted: rowCount ?? 0 };
}

function dropDay(owner: pg.ClientBase, name: string): Promise<boolean> {
	return transact(
		owner,
		async () => {
			// Writers name the whole before its part: in the other order they and this would wait for each other.
			await owner.query('lock table only streams.outbox in access exclusive mode');
			if (!(await daysOf(owner)).includes(name)) return false;
			const waiting = await owner.query(
				`select 1 from streams.${name} where relayed_at is null limit 1`,
			);
			if (waiting.rowCount) return false;
			await owner.query(`drop table streams.${name}`);
			return true;
		},
		BRIEFLY,
	);
}

const daysOf = (owner: pg.ClientBase) => partitionsOf(owner, 'outbox');

/** A statement that yields the days, of tomorrow and the five after it, that have no partition, in a column `name`. */
export const MISSING_OUTBOX_DAYS = `
	select to_char(day, 'YYYY-MM-DD') as name
	from generate_series(1, ${DAYS_AHEAD - 1}) as ahead,
		lateral (select (now() at time zone 'utc')::date + ahead as day) days
	where not exists (select from pg_inherits where inhparent = 'streams.outbox'::regclass
		and inhrelid = to_regclass('streams.outbox_' || to_char(day, 'YYYYMMDD')))`;

function startOfDay(moment: Date): number {
	return Math.floor(moment.getTime() / DAY_MS) * DAY_MS;
}

function partitionOf(day: Date): string {
	return `outbox_${day.toISOString().slice(0, 10).replaceAll('-', '')}`;
}
