import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Migration } from './migration.ts';
import { quotedSchemaOf } from './schema-name.ts';
import type { Track } from './tracks.ts';

/** How long an index waits for transactions that began before it; they end by their own time limits. */
const PATIENCE = '60s';

const PLAIN = /^create (unique )?index (\w+) on /;

/** What builds an index beside the traffic; a half-built one of an earlier try goes first. Throws for anything else. */
export function besideTraffic(statement: string, schema: string): readonly string[] {
	const [found, unique = '', name] = PLAIN.exec(statement) ?? [];
	if (!found) throw new Error(`a concurrent step may only build indexes: ${statement}`);
	return [
		`drop index concurrently if exists ${schema}.${name}`,
		statement.replace(PLAIN, `create ${unique}index concurrently ${name} on `),
	];
}

/**
 * Runs a concurrent step of one community, then writes its version: killed before that, it is built again from the
 * start. One process at a time; false when another one has done it meanwhile.
 */
export async function buildIndexes(
	client: pg.ClientBase,
	communityId: string,
	step: Migration,
	track: Track,
): Promise<boolean> {
	const lock = [`kith indexes ${communityId}`];
	while (!(await isTaken(client, lock))) await sleep(100);
	try {
		const { rows } = await client.query<{ version: number }>(track.read, [communityId]);
		if (rows[0]?.version !== step.version - 1) return false;
		await client.query(`set lock_timeout = '${PATIENCE}'`);
		const schema = quotedSchemaOf(communityId);
		for (const statement of step.up(schema).flatMap((one) => besideTraffic(one, schema)))
			await client.query(statement);
		await client.query(track.write, [communityId, step.version]);
		return true;
	} finally {
		await client.query('reset lock_timeout');
		await client.query('select pg_advisory_unlock(hashtext($1))', lock);
	}
}

/** Asked for again and again: a statement that waits for the lock would itself be waited for by the index. */
async function isTaken(client: pg.ClientBase, lock: readonly string[]): Promise<boolean> {
	const { rows } = await client.query<{ taken: boolean }>(
		'select pg_try_advisory_lock(hashtext($1)) as taken',
		[...lock],
	);
	return rows[0]?.taken ?? false;
}
