import type pg from 'pg';
import { transact, withRetries } from './migrate.ts';
import { isCheckViolation } from './pg-errors.ts';

/** Who waits for a stream makes every writer behind it wait as long. */
export const BRIEFLY = '250ms';

type Stretch = { stream: 'activity' | 'outbox'; name: string; from: Date; to: Date };

/** The names of a stream's partitions by time, oldest first; those that hold the rest are none. */
export async function partitionsOf(
	owner: pg.ClientBase,
	stream: Stretch['stream'],
): Promise<string[]> {
	const { rows } = await owner.query<{ name: string }>(
		`select relname as name from pg_inherits join pg_class on pg_class.oid = inhrelid
		where inhparent = 'streams.${stream}'::regclass and relname ~ '^${stream}_\\d+$' order by relname`,
	);
	return rows.map(({ name }) => name);
}

/**
 * Makes a partition of a stream where it is missing; writers go on meanwhile. Returns false where it was there, or where
 * rows of its time lie in the default partition already. Throws when the stream stays locked.
 */
export async function makePartition(
	owner: pg.ClientBase,
	{ stream, name, from, to }: Stretch,
): Promise<boolean> {
	const make = () =>
		transact(
			owner,
			async () => {
				await owner.query('select pg_advisory_xact_lock(hashtext($1))', [`kith ${stream}`]);
				if ((await partitionsOf(owner, stream)).includes(name)) return false;
				// To attach a table lets writers go on; to make it as a partition at once would lock all of them out.
				await owner.query(
					`create table streams.${name} (like streams.${stream}
						including constraints including defaults including indexes)`,
				);
				await owner.query(
					`alter table streams.${stream} attach partition streams.${name}
					for values from ('${from.toISOString()}') to ('${to.toISOString()}')`,
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
