import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { communityTables } from '@kith/db/communities';
import { makeModule, moduleTables } from '@kith/db/modules';
import { createTestDatabase, TEST_SECRET } from '@kith/testing/test-database';
import { openOps, type Ops } from './ops-fixture.ts';

let here: Ops;
let schema: string;
let number = 0;

beforeAll(async () => {
	here = await openOps(await createTestDatabase(inject('postgresUrl')), TEST_SECRET);
	await here.ops('migrate');
});
afterAll(() => here.close());

beforeEach(async () => {
	const slug = `sick-${(number += 1)}-of-many`;
	await here.ops(
		...['communities', 'create', '--name', 'Sick', '--slug', slug, '--owner', 'd@ops.example'],
	);
	const id = await here.ask('select id from platform.communities where slug = $1', [slug]);
	schema = `c_${String(id)}`;
});

const doctor = () => here.ops('communities', 'doctor');
const slug = () => `sick-${number}-of-many`;

test('a sound installation is well', async () => {
	const { code, text } = await doctor();
	expect(text).toContain('All is well.');
	expect(code).toBe(0);
	expect(await here.ops('communities', 'doctor', slug())).toMatchObject({ code: 0 });
});

test.each([
	['posts.comment_count', 'update $.posts set comment_count = 7 returning 1'],
	['posts.reaction_count', 'update $.posts set reaction_count = 7 returning 1'],
	['spaces.post_count', 'update $.spaces set post_count = 99 returning 1'],
])('a wrong %s is found', async (name, damage) => {
	await here.ask(damage.replace('$', schema));
	const { code, text } = await doctor();
	expect(text).toContain(`✗ ${slug()}: ${name} equals the rows; wrong in`);
	expect(code).toBe(1);
	await here.ops('communities', 'drop', slug(), '--yes');
});

test('a missing table, a missing schema and a version behind are found', async () => {
	await here.ask(`drop table ${schema}.reactions`);
	expect((await doctor()).text).toContain('missing: reactions');
	await here.ask('update platform.community_schemas set version = 1 where id = $1', [
		schema.slice(2),
	]);
	expect((await doctor()).text).toMatch(/✗ .*newest version; not so: c_/);
	await here.ask(`drop schema ${schema} cascade`);
	expect((await doctor()).text).toContain(`every registered schema exists; not so: ${schema}`);
	const dropped = await here.ops('communities', 'drop', slug(), '--yes');
	expect(dropped.text).toContain('its schema is gone already');
	expect((await doctor()).code).toBe(0);
});

test('a module whose tables are missing or behind is found', async () => {
	const owner = new pg.Client({ connectionString: here.url });
	await owner.connect();
	await makeModule(owner, schema.slice(2), 'memberships');
	await owner.end();
	expect(await doctor()).toMatchObject({ code: 0 });
	const behind = 'update platform.community_modules set version = 0 where community_id = $1';
	await here.ask(behind, [schema.slice(2)]);
	expect((await doctor()).text).toContain(`✗ ${slug()}: module memberships at version 0 of`);
	await here.ask(`drop table ${schema}.memberships cascade`);
	expect((await doctor()).text).toContain('missing: memberships');
	const { text } = await here.ops('communities', 'drop', slug());
	const tables = communityTables.length + moduleTables('memberships').length;
	expect(text).toContain(`${tables} tables`);
	await here.ops('communities', 'drop', slug(), '--yes');
	expect(await here.ask('select count(*)::int from platform.community_modules')).toBe(0);
});

test('a schema nobody registered, a stalled event and an unfilled community are found', async () => {
	await here.ask('create schema c_strangerhere');
	await here.ask(
		`insert into streams.outbox (community_id, id, type, payload, actor, occurred_at)
		values ('x', gen_random_uuid(), 'posts.published', '{}', '{}', now() - interval '5 minutes')`,
	);
	await here.ask(
		`update platform.communities set seeded_at = null, created_at = now() - interval '1 hour'
		where slug = $1`,
		[slug()],
	);
	const { text } = await doctor();
	expect(text).toContain('without registration; not so: c_strangerhere');
	expect(text).toContain('waits longer than a minute for the relay; not so: posts.published');
	expect(text).toContain(`waits for its content longer than a minute; not so: ${slug()}`);
	expect(text).toContain('3 of 13 checks failed.');
});

test('events of vendors that wait are found, listed and handled anew', async () => {
	await here.ask(
		`insert into platform.inbox (vendor, event_id, type, body, received_at, attempts, error)
		values ('resend', 'msg_1', 'email.sent', '{}', now() - interval '2 hours', 3, 'no luck'),
			('resend', 'msg_2', 'email.sent', '{}', now(), 0, null)`,
	);
	expect((await doctor()).text).toContain('waits longer than an hour; not so: resend msg_1');
	const list = await here.ops('inbox', 'list', '--vendor', 'resend');
	expect(list.text).toMatch(/msg_1 {2}email\.sent .* 3 attempts: no luck[^]*msg_2/);
	expect((await here.ops('inbox', 'list', '--vendor', 'acme')).text).toBe('no such events');
	for (const words of [[], ['msg_1', '--waiting'], ['--since', 'yesterday'], ['msg_3']])
		expect(await here.ops('inbox', 'replay', 'resend', ...words)).toMatchObject({ code: 1 });
	expect((await here.ops('inbox', 'replay', 'resend', 'msg_1')).text).toContain('1 events');
	const again = await here.ops('inbox', 'replay', 'resend', '--waiting');
	expect(again.text).toContain('2 events');
	const today = new Date().toISOString().slice(0, 10);
	expect((await here.ops('inbox', 'replay', 'resend', '--since', today)).code).toBe(0);
	const wished = `select count(distinct payload->>'key')::int from streams.outbox
		where payload->>'name' = 'handle-vendor-event'`;
	expect(await here.ask(wished)).toBe(2);
});

test('days for which the outbox has no partition are found, and migrate makes them', async () => {
	const name = await here.ask(
		`select relname from pg_class where relname ~ '^outbox_\\d{8}$' order by relname desc offset 2 limit 1`,
	);
	await here.ask(`drop table streams.${String(name)}`);
	const [, year, month, day] = /(\d{4})(\d{2})(\d{2})$/.exec(String(name)) ?? [];
	expect((await doctor()).text).toContain(
		`partition for each of the coming six days; not so: ${year}-${month}-${day}`,
	);
	await here.ops('migrate');
	expect((await doctor()).text).toContain('✓ the outbox has a partition');
});
