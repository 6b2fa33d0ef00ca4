import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { expect, test } from 'vitest';
import { startEmbedded, type Embedded } from '@kith/db/embedded';
import { checkCommunity } from './ops/check-community.ts';
import { findBySlug } from './ops/find-community.ts';
import { runCommand } from './ops/run-command.ts';

/** `KITH_KILLS=300` for the drill: each kill costs the start of a whole server. */
const KILLS = Number(process.env['KITH_KILLS'] ?? 10);
const AT_ONCE = 4;
/** At these kills PostgreSQL goes down as well, without a chance to write anything. */
const CRASHES = new Set([0.2, 0.5, 0.8].map((part) => Math.round(KILLS * part)));
const SECRET = 'the secret of the drill, which is long enough';
const SLUG = 'kill-drill';

const acknowledged = { posts: new Set<string>(), comments: new Set<string>() };

type Place = { dataDir: string; url: string };

/** Lets a writer live until it is killed; one that found no database at its start gets another try. */
async function oneKill(place: Place): Promise<void> {
	for (let attempt = 1; attempt <= 10; attempt++) if ((await oneLife(place)) === 'SIGKILL') return;
	throw new Error('the writer cannot start');
}

/** One life of a process that writes: it is killed at a random moment after its first acknowledged write. */
async function oneLife({ dataDir, url }: Place): Promise<string | null> {
	const program = new URL('kill-writer.ts', import.meta.url).pathname;
	const child = spawn(process.execPath, [program, url, dataDir, SECRET, SLUG], {
		stdio: ['ignore', 'pipe', 'ignore'],
		env: { ...process.env, NODE_COMPILE_CACHE: join(dataDir, 'compiled') },
	});
	const exited = once(child, 'exit');
	const lines = createInterface({ input: child.stdout });
	lines.once('line', () => setTimeout(() => child.kill('SIGKILL'), Math.random() * 400));
	lines.on('line', (line) => {
		const [table, id] = line.split(' ');
		// A line that the kill cut short was never read by a client.
		if ((table === 'posts' || table === 'comments') && id?.length === 36)
			acknowledged[table].add(id);
	});
	const [, signal] = (await exited) as [number | null, string | null];
	return signal;
}

/** Kills the server hard and starts it again on its port. Returns the new one. */
async function crash(running: Embedded, dataDir: string): Promise<Embedded> {
	process.kill(running.pid, 'SIGKILL');
	await running.stop();
	return startEmbedded({ dataDir, port: running.port, log: () => {} });
}

async function killAll(place: Place, server: { running: Embedded }): Promise<void> {
	let kills = 0;
	const worker = async () => {
		while (kills < KILLS) {
			kills += 1;
			const life = oneKill(place);
			if (CRASHES.has(kills)) server.running = await crash(server.running, place.dataDir);
			await life;
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	expect(kills).toBe(KILLS);
}

async function assertNothingLost(owner: pg.Pool): Promise<void> {
	const community = await findBySlug(owner, SLUG);
	const schema = `c_${community.id}`;
	for (const [table, ids] of Object.entries(acknowledged)) {
		const rows = await owner.query(`select 1 from ${schema}.${table} where id = any($1)`, [
			[...ids],
		]);
		expect(rows.rowCount, `acknowledged ${table} that are there`).toBe(ids.size);
		const [field, type] = [`${table.slice(0, -1)}Id`, `${table}.published`];
		const apart = await owner.query(
			`select coalesce(t.id::text, e.id) from
				(select id from ${schema}.${table} where not is_example) t full join
				(select payload->>'${field}' as id from streams.outbox where type = $1) e on e.id = t.id::text
			where t.id is null or e.id is null`,
			[type],
		);
		expect(apart.rowCount, `${table} without event, or events without ${table}`).toBe(0);
	}
	const findings = await checkCommunity(owner, community);
	expect(findings.filter(({ ok }) => !ok)).toEqual([]);
	expect(findings.length).toBeGreaterThan(4);
}

test('killed again and again in the middle of writing, and its database three times, it loses nothing', async () => {
	const dataDir = await mkdtemp(join(tmpdir(), 'kith-drill-'));
	// Run by root, the database belongs to another account, which must be able to reach it here.
	await chmod(dataDir, 0o755);
	const env = { DATA_DIR: dataDir, KITH_SECRET: SECRET, POOL_LOW: '0' };
	const server = { running: await startEmbedded({ dataDir, log: () => {} }) };
	const owner = new pg.Pool({ connectionString: server.running.url(), max: 2 });
	owner.on('error', () => {});
	try {
		const said: string[] = [];
		const named = ['--name', 'Drill', '--slug', SLUG, '--owner', 'drill@ops.example'];
		const words = ['communities', 'create', ...named];
		expect(await runCommand(words, env, (line) => void said.push(line)), said.join()).toBe(0);
		await killAll({ dataDir, url: server.running.url() }, server);
		await assertNothingLost(owner);
		const { posts, comments } = acknowledged;
		expect(posts.size).toBeGreaterThan(KILLS);
		process.stdout.write(
			`${KILLS} kills, ${CRASHES.size} crashes: ${posts.size} posts and ${comments.size} comments, 0 lost\n`,
		);
	} finally {
		await owner.end();
		await server.running.stop();
		await rm(dataDir, { recursive: true, force: true });
	}
}, 600_000);
