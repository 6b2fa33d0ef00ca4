import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createDiskStore } from '@kith/integrations/storage';
import { createTestDatabase, TEST_SECRET } from '@kith/testing/test-database';
import { openOps, type Ops } from './ops-fixture.ts';

let here: Ops;

beforeAll(async () => {
	here = await openOps(await createTestDatabase(inject('postgresUrl')), TEST_SECRET);
});
afterAll(() => here.close());

const found = (slug: string, more: readonly string[] = []) =>
	here.ops(
		...['communities', 'create', '--name', `The ${slug}`, '--slug', slug],
		...['--owner', 'owner@ops.example', ...more],
	);

test('without a command the list is shown; a wrong one is told apart by its exit code', async () => {
	expect(await here.ops()).toMatchObject({ code: 0 });
	expect(await here.ops('communities')).toMatchObject({ code: 0 });
	expect(await here.ops('communities', 'explode')).toMatchObject({ code: 2 });
	expect(await here.ops('communities', 'list', '--bogus')).toMatchObject({ code: 2 });
	const help = await here.ops('communities', 'drop', '--help');
	expect(help).toMatchObject({ code: 0, text: expect.stringContaining('Nothing brings it back') });
});

test('every command explains itself', async () => {
	const { text } = await here.ops('--help');
	const commands = [...text.matchAll(/^ {2}(\w+(?: [a-z]+)?)/gm)].map(([, name]) => name ?? '');
	expect(commands).toHaveLength(16);
	for (const command of commands) {
		const help = await here.ops(...command.split(' '), '--help');
		expect(help).toMatchObject({ code: 0, text: expect.stringContaining(command) });
	}
});

test('a created community is open, filled, and owned by its organizer', async () => {
	const { code, text } = await found('ops-made');
	expect(text).toContain('http://ops-made.localhost:3000 is open');
	expect(code).toBe(0);
	const status = await here.ask(
		`select status || ' ' || (seeded_at is not null) from platform.communities where slug = 'ops-made'`,
	);
	expect(status).toBe('live true');
	await found('ops-second');
	const organizations = `select count(distinct organization_id)::int from platform.communities
		where slug in ('ops-made', 'ops-second')`;
	expect(await here.ask(organizations)).toBe(1);
});

test('an address that is taken, kept or malformed is refused with what is free', async () => {
	await found('ops-taken');
	expect(await found('ops-taken')).toMatchObject({
		code: 1,
		text: expect.stringMatching(/slug\.taken.*Free: ops-taken-community/),
	});
	expect(await found('admin')).toMatchObject({ code: 1 });
	expect(await found('No Good')).toMatchObject({ code: 1 });
	const stranger = await found('ops-x', ['--template', 'nonsense']);
	expect(stranger.text).toContain('no template "nonsense"');
	expect((await here.ops('communities', 'create', '--name', 'x')).text).toContain('--owner');
});

test('load communities are made up to a number, and made again only where they lack', async () => {
	const load = (count: string) =>
		here.ops('communities', 'create', '--owner', 'load@ops.example', '--count', count);
	expect((await load('3')).text).toContain('made 3 communities');
	expect((await load('5')).text).toMatch(/3 of 5 are there\nmade 2 communities/);
	const live = `select count(*)::int from platform.communities
		where slug ~ '^load-\\d{5}$' and status = 'live' and seeded_at is not null`;
	expect(await here.ask(live)).toBe(5);
	expect((await load('none')).text).toContain('whole number');
});

test('the list goes page by page and keeps to a status', async () => {
	const first = await here.ops('communities', 'list', '--limit', '2');
	const cursor = /more: --cursor (\S+)/.exec(first.text)?.[1] ?? '';
	const second = await here.ops('communities', 'list', '--limit', '2', '--cursor', cursor);
	expect(second.text).not.toContain(`${cursor} `);
	expect((await here.ops('communities', 'list', '--status', 'setup')).text).toBe('no communities');
	expect(await here.ops('communities', 'list', '--status', 'odd')).toMatchObject({ code: 1 });
});

test('a drop names what goes, waits for --yes, and leaves nothing but the retired address', async () => {
	await found('ops-doomed');
	const id = String(
		await here.ask(`select id from platform.communities where slug = 'ops-doomed'`),
	);
	const files = createDiskStore(join(here.dataDir, 'files'));
	const picture = { contentType: 'image/webp' };
	await files.put(`${id}/files/one/full.webp`, new Uint8Array(9), picture);
	await here.ask(
		`insert into streams.outbox (community_id, id, type, payload, actor, occurred_at)
		values ($1, gen_random_uuid(), 'posts.published', '{}', '{}', now())`,
		[id],
	);
	await here.ask(`select graphile_worker.add_job('handle-event', $1)`, [
		JSON.stringify({ consumer: 'welcome-mail', event: { communityId: id } }),
	]);

	const asked = await here.ops('communities', 'drop', 'ops-doomed');
	expect(asked).toMatchObject({ code: 1, text: expect.stringMatching(/5 posts.*1 events/) });
	expect(await here.ask(`select to_regnamespace('c_' || $1) is null`, [id])).toBe(false);

	const done = await here.ops('communities', 'drop', 'ops-doomed', '--yes');
	expect(done).toMatchObject({ code: 0, text: expect.stringContaining('and 1 files') });
	expect(await here.ask(`select to_regnamespace('c_' || $1) is null`, [id])).toBe(true);
	for (const left of [
		`select count(*)::int from platform.community_schemas where id = $1`,
		`select count(*)::int from platform.communities where id = $1`,
		`select count(*)::int from streams.outbox where community_id = $1`,
		`select count(*)::int from graphile_worker._private_jobs where payload::text like '%' || $1 || '%'`,
	])
		expect(await here.ask(left, [id])).toBe(0);
	expect(await files.list(`${id}/`, { limit: 10 })).toEqual([]);
	expect((await found('ops-doomed')).text).toContain('slug.retired');
});

test('an address nobody has is refused by every command that takes one', async () => {
	for (const words of [
		['drop', 'nobody', '--yes'],
		['export', 'nobody', '--out', join(here.dataDir, 'nobody.gz')],
		['doctor', 'nobody'],
	])
		expect(await here.ops('communities', ...words)).toMatchObject({
			code: 1,
			text: expect.stringContaining('no community at "nobody"'),
		});
	await expect(stat(join(here.dataDir, 'nobody.gz'))).rejects.toThrow();
});

test('a community is exported into a file for its owner alone, and imported from it as a new one', async () => {
	await found('ops-moved');
	const out = join(here.dataDir, 'moved.tar.gz');
	const { text } = await here.ops('communities', 'export', 'ops-moved', '--out', out);
	expect(text).toMatch(/rows and 0 files/);
	expect((await stat(out)).mode & 0o777).toBe(0o600);
	expect(await here.ops('communities', 'export', 'ops-moved', '--out', out)).toMatchObject({
		code: 1,
		text: expect.stringContaining('is there already'),
	});
	const words = [
		'communities',
		'import',
		out,
		'--owner',
		'owner@ops.example',
		'--slug',
		'ops-twin',
	];
	const dry = await here.ops(...words);
	expect(dry).toMatchObject({ code: 1, text: expect.stringMatching(/1 members, 5 posts/) });
	const there = `select count(*)::int from platform.communities where slug = 'ops-twin'`;
	expect(await here.ask(there)).toBe(0);
	expect(await here.ops(...words, '--yes')).toMatchObject({ code: 0 });
	expect(await here.ask(there)).toBe(1);
	expect((await here.ops('communities', 'doctor', 'ops-twin')).text).not.toContain('✗ ops-twin');
	expect((await here.ops('audit', 'verify', 'ops-twin')).code).toBe(0);
});

test('failed jobs are listed without their payload, and run again when asked', async () => {
	await here.ask(
		`select graphile_worker.add_job('refill-pool', '{"of":"secret"}', max_attempts := 1)`,
	);
	await here.ask(
		`update graphile_worker._private_jobs set attempts = 1, last_error = 'it broke' returning 1`,
	);
	const failed = await here.ops('jobs', 'failed');
	expect(failed.text).toMatch(/refill-pool {2}1 attempts.*it broke/);
	expect(failed.text).not.toContain('secret');
	expect((await here.ops('communities', 'doctor')).code).toBe(1);
	const id = /^\d+/.exec(failed.text)?.[0] ?? '';
	expect(await here.ops('jobs', 'retry')).toMatchObject({ code: 1 });
	expect(await here.ops('jobs', 'retry', '999999')).toMatchObject({ code: 1 });
	expect(await here.ops('jobs', 'retry', id)).toMatchObject({ code: 0 });
	expect(await here.ask('select attempts::int from graphile_worker.jobs where id = $1', [id])).toBe(
		0,
	);
	expect((await here.ops('jobs', 'failed')).text).toBe('no failed jobs');
	expect((await here.ops('jobs', 'retry', '--all')).text).toBe('0 jobs will run again');
});

test('the secrets are judged and never shown', async () => {
	const { code, text } = await here.ops('secrets', 'check');
	expect(text).toContain('✓ the database admits the app with this secret');
	expect(text).not.toContain('thirty-two');
	expect(code).toBe(0);
});
