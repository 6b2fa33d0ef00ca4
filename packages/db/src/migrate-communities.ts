import type pg from 'pg';
import { buildIndexes } from './build-indexes.ts';
import { APP_ROLE } from './installation.ts';
import type { Migration } from './migration.ts';
import { transact, withRetries } from './migrate.ts';
import { quotedSchemaOf } from './schema-name.ts';
import { tracksOf, type Lists, type Track } from './tracks.ts';

export type MigrationReport = { migrated: number; failed: { id: string; error: string }[] };

type Options = Lists & {
	/** Owner connections; as many workers run as the pool has connections, four at the most. */
	pool: pg.Pool;
	/** Communities per second at the most; unlimited when absent. */
	perSecond?: number;
	onProgress?: (done: number) => void;
};

/**
 * Brings every community, claimed or still in the pool, to the head of the migrations, and the modules it has to theirs:
 * one transaction per list of steps that also writes its version, four workers, throttled. Steps that build indexes on big tables stand
 * between two such transactions. Killed anywhere, the next run goes on where this one stopped. A community whose step
 * fails is reported and does not stop the others.
 */
export async function migrateCommunities(options: Options): Promise<MigrationReport> {
	const tracks = tracksOf(options);
	const report: MigrationReport = { migrated: 0, failed: [] };
	const queue = await due(options.pool, tracks);
	const pace = createPace(options.perSecond);
	const worker = async () => {
		for (let next = queue.shift(); next; next = queue.shift()) {
			await pace();
			await migrateOne(options.pool, next, tracks, report);
			options.onProgress?.(report.migrated);
		}
	};
	const workers = Math.min(4, options.pool.options.max);
	await Promise.all(Array.from({ length: workers }, worker));
	return report;
}

async function due(pool: pg.Pool, tracks: readonly Track[]): Promise<string[]> {
	const modules = tracks.filter(({ module }) => module !== null);
	const { rows } = await pool.query<{ id: string }>(
		`select id from platform.community_schemas s
		where version < $1 or exists (select from platform.community_modules m
			join unnest($2::text[], $3::integer[]) as head (module, version) using (module)
			where m.community_id = s.id and m.version < head.version)
		order by version, id`,
		[
			tracks.find(({ module }) => module === null)?.steps.length,
			modules.map(({ module }) => module),
			modules.map(({ steps }) => steps.length),
		],
	);
	return rows.map(({ id }) => id);
}

async function migrateOne(
	pool: pg.Pool,
	id: string,
	tracks: readonly Track[],
	report: MigrationReport,
): Promise<void> {
	const client = await pool.connect();
	try {
		let isMoved = false;
		for (const track of tracks) isMoved = (await bringToHead(client, id, track)) || isMoved;
		if (isMoved) report.migrated += 1;
	} catch (error) {
		report.failed.push({ id, error: error instanceof Error ? error.message : String(error) });
	} finally {
		client.release();
	}
}

/** Runs what a community lacks; false when it lacks nothing, because another process was here first. */
async function bringToHead(client: pg.ClientBase, id: string, track: Track): Promise<boolean> {
	let isMoved = false;
	for (;;) {
		const { ran, next } = await withRetries(() =>
			transact(client, () => bringForward(client, id, track)),
		);
		const built = next ? await withRetries(() => buildIndexes(client, id, next, track)) : false;
		isMoved ||= ran || built;
		if (!next) return isMoved;
	}
}

/** Runs the missing steps up to one that cannot be in a transaction; that one is `next`, for the caller. */
async function bringForward(
	client: pg.ClientBase,
	id: string,
	track: Track,
): Promise<{ ran: boolean; next: Migration | undefined }> {
	// A crash of the server may lose the last of these transactions, whole and with the version: the next run does them
	// again. Not waiting for the disk takes a third off.
	await client.query('set local synchronous_commit = off');
	// Under the row's lock one process migrates a community, and the version read is the one that holds.
	const { rows } = await client.query<{ version: number }>(`${track.read} for update`, [id]);
	// Without such a row the community does not have the module.
	const from = rows[0]?.version ?? track.steps.length;
	const missing = track.steps.filter((step) => step.version > from);
	const next = missing.find((step) => step.concurrently);
	const now = next ? missing.slice(0, missing.indexOf(next)) : missing;
	const last = now.at(-1);
	if (!last) return { ran: false, next };
	const schema = quotedSchemaOf(id);
	for (const step of now)
		for (const statement of [...step.up(schema), ...(step.rights?.(schema, APP_ROLE) ?? [])])
			await client.query(statement);
	await client.query(track.write, [id, last.version]);
	return { ran: true, next };
}

function createPace(perSecond: number | undefined): () => Promise<void> {
	if (!perSecond) return async () => {};
	const gap = 1000 / perSecond;
	let slot = performance.now();
	return async () => {
		slot = Math.max(slot + gap, performance.now());
		await new Promise((resolve) => setTimeout(resolve, Math.max(0, slot - performance.now())));
	};
}
