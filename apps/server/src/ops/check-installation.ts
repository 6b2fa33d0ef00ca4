import type pg from 'pg';
import { headVersion } from '@kith/db/communities';
import { sharedHeads } from '@kith/db/installation';
import { MISSING_OUTBOX_DAYS } from '@kith/db/outbox-days';
import type { Config } from '@kith/kernel/config';
import type { Finding } from './finding.ts';

type Check = {
	/** A statement that yields names of what is wrong, in a column `name`, with $1 = head version. */
	sql: string;
	what: string;
	todo: string;
};

const CHECKS: readonly Check[] = [
	{
		sql: `select 'c_' || id as name from platform.community_schemas
			where to_regnamespace('c_' || id) is null`,
		what: 'every registered schema exists',
		todo: 'Restore it from a backup, or delete the community: communities drop <slug> --yes',
	},
	{
		sql: `select nspname as name from pg_namespace where nspname ~ '^c_[0-9a-z]{12}$'
			and substr(nspname, 3) not in (select id from platform.community_schemas)`,
		what: 'no schema is without registration',
		todo: 'Look what it holds; when nobody needs it: drop schema "<name>" cascade',
	},
	{
		sql: `select 'c_' || id as name from platform.community_schemas
			where state <> 'ready' and id not in (select id from platform.communities)`,
		what: 'every claimed schema belongs to a community',
		todo: 'An operator deleted rows by hand. Look what it holds, then drop schema and registration.',
	},
	{
		sql: `select 'c_' || id as name from platform.community_schemas where version < $1`,
		what: 'every schema, of the pool too, is at the newest version',
		todo: 'npm run ops -- communities migrate',
	},
	{
		sql: `select slug as name from platform.communities
			where seeded_at is null and created_at < now() - interval '1 minute'`,
		what: 'no community waits for its content longer than a minute',
		todo: 'The job finish-seeding does it every minute: see that a worker runs, and jobs failed.',
	},
	{
		sql: `select task_identifier || ' ' || id as name from graphile_worker.jobs
			where attempts >= max_attempts and locked_at is null`,
		what: 'no job has used up its attempts',
		todo: 'npm run ops -- jobs failed',
	},
	{
		sql: `select vendor || ' ' || event_id as name from platform.inbox
			where handled_at is null and received_at < now() - interval '1 hour' limit 1000`,
		what: 'no event of a vendor waits longer than an hour',
		todo: 'npm run ops -- inbox list',
	},
	{
		sql: `select type || ' ' || id as name from streams.outbox
			where relayed_at is null and occurred_at < now() - interval '1 minute' limit 1000`,
		what: 'no event waits longer than a minute for the relay',
		todo: 'See that a process with --role worker (or all) runs.',
	},
	{
		sql: MISSING_OUTBOX_DAYS,
		what: 'the outbox has a partition for each of the coming six days',
		todo: 'npm run ops -- migrate; the job make-outbox-days does it daily: see that a worker runs.',
	},
];

/** Checks what concerns the installation as a whole. */
export async function installationFindings(owner: pg.Pool, config: Config): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const [schema, head] of Object.entries(sharedHeads)) {
		const { rows } = await owner.query<{ version: number }>(
			`select coalesce(max(version), 0)::int as version from ${schema}.schema_version`,
		);
		const version = rows[0]?.version ?? 0;
		const what = `${schema}: schema version ${version} of ${head}`;
		findings.push({ ok: version === head, what, todo: 'npm run ops -- migrate' });
	}
	for (const check of CHECKS) findings.push(await run(owner, check));
	return [...findings, await poolFinding(owner, config)];
}

async function run(owner: pg.Pool, { sql, what, todo }: Check): Promise<Finding> {
	const { rows } = await owner.query<{ name: string }>(
		sql,
		sql.includes('$1') ? [headVersion] : [],
	);
	const some = rows.slice(0, 5).map(({ name }) => name);
	const more = rows.length > some.length ? ` and ${rows.length - some.length} more` : '';
	const named = rows.length > 0 ? `; not so: ${some.join(', ')}${more}` : '';
	return { ok: rows.length === 0, what: `${what}${named}`, todo };
}

async function poolFinding(owner: pg.Pool, { POOL_LOW }: Config): Promise<Finding> {
	const { rows } = await owner.query<{ ready: number }>(
		`select count(*)::int as ready from platform.community_schemas
		where state = 'ready' and version = $1`,
		[headVersion],
	);
	const ready = rows[0]?.ready ?? 0;
	// The refill runs every five minutes; sign-ups build their own while the pool is empty.
	return {
		ok: ready > 0 || POOL_LOW === 0,
		what: `pool: ${ready} schemas ready to be claimed (refilled below ${POOL_LOW})`,
		todo: 'The job refill-pool does it every five minutes: see that a worker runs, and jobs failed.',
	};
}
