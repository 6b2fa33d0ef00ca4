import type pg from 'pg';
import { transact, withRetries } from './migrate.ts';
import { isCheckViolation } from './pg-errors.ts';

/** Days after today whose partitions are made beforehand: so long may the daily job fail without being missed. */
const DAYS_AHEAD = 7;
const DAY_MS = 24 * 3600 * 1000;
/** Who waits for the outbox makes every writer behind it wait as long. */
const BRIEFLY = '250ms';

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

async function makeDay(owner: pg.ClientBase, name: string, day: Date): Promise<boolean> {
	const [from, to] = [day.toISOString(), new Date(day.getTime() + DAY_MS).toISOString()];
	const make = () =>
		transact(
			owner,
			async () => {
				await owner.query('select pg_advisory_xact_lock(hashtext($1))', ['kith outbox days']);
				if ((await daysOf(owner)).includes(name)) return false;
				// To attach a table lets writers go on; to make it as a partition at once would lock all of them out.
				await owner.query(
					`create table streams.${name} (like streams.outbox including defaults including indexes)`,
				);
				await owner.query(
					`alter table streams.outbox attach partition streams.${name} for values from ('${from}') to ('${to}')`,
				);
				return true;
			},
			BRIEFLY,
		);
	try {
		return await withRetries(make);
	} catch (error) {
		if (isCheckViolation(error)) return false;
		throw error;
	}
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

/** The names of the outbox's partitions by day, oldest first. */
async function daysOf(owner: pg.ClientBase): Promise<string[]> {
	const { rows } = await owner.query<{ name: string }>(
		`select relname as name from pg_inherits join pg_class on pg_class.oid = inhrelid
		where inhparent = 'streams.outbox'::regclass and relname ~ '^outbox_\\d{8}$' order by relname`,
	);
	return rows.map(({ name }) => name);
}

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
