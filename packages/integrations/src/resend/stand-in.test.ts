import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Resend } from 'resend';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addSeconds } from '@kith/kernel/clock';
import { serveOnLoopback, type LoopbackServer } from './loopback-server.ts';
import {
	createResendStandIn,
	STAND_IN_KEY,
	STAND_IN_SENDING_KEY,
	type ResendStandIn,
} from './stand-in.ts';

let now = new Date('2026-01-02T03:04:05Z');
const clock = { now: () => now };
let root: string;
let made = 0;
let dataDir: string;
let standIn: ResendStandIn;
let server: LoopbackServer;

beforeAll(async () => {
	root = await mkdtemp(path.join(tmpdir(), 'kith-resend-'));
	server = await serveOnLoopback((request) => standIn.handle(request));
});
afterAll(async () => {
	await server.close();
	await rm(root, { recursive: true, force: true });
});
beforeEach(() => {
	dataDir = path.join(root, `data-${(made += 1)}`);
	standIn = createResendStandIn({ dataDir, clock });
});

const sdk = (key = STAND_IN_KEY) => new Resend(key, { baseUrl: server.url });
const mail = {
	from: 'Kith <hello@kith.invalid>',
	to: 'member@example.com',
	subject: 'Hello',
	text: 'Hi',
};
const post = (body: string, headers: Record<string, string> = {}, route = '/emails') =>
	fetch(`${server.url}${route}`, {
		method: 'POST',
		body,
		headers: { authorization: `Bearer ${STAND_IN_KEY}`, ...headers },
	});

test('a mail sent by the SDK can be read by the SDK', async () => {
	const { data } = await sdk().emails.send({
		...mail,
		replyTo: 'a@b.cc',
		tags: [{ name: 'k', value: 'v' }],
	});
	const read = await sdk().emails.get(data?.id ?? '');
	expect(read.error).toBeNull();
	expect(read.data).toEqual({
		object: 'email',
		id: data?.id,
		message_id: expect.any(String),
		created_at: '2026-01-02T03:04:05.000Z',
		from: mail.from,
		to: [mail.to],
		cc: null,
		bcc: null,
		reply_to: ['a@b.cc'],
		subject: 'Hello',
		html: null,
		text: 'Hi',
		tags: [{ name: 'k', value: 'v' }],
		scheduled_at: null,
		last_event: 'delivered',
	});
});

test('a batch is all or nothing, or the good ones when asked for', async () => {
	const batch = [mail, { ...mail, to: 'nobody' }, { ...mail, subject: 'Third' }];
	const strict = await sdk().batch.send(batch);
	expect(strict.error).toMatchObject({ statusCode: 422, name: 'validation_error' });
	expect(await standIn.mailbox.list()).toEqual([]);
	const permissive = await sdk().batch.send(batch, { batchValidation: 'permissive' });
	expect(permissive.data?.data).toHaveLength(2);
	expect(permissive.data?.errors).toEqual([{ index: 1, message: expect.stringContaining('`to`') }]);
	expect((await standIn.mailbox.list()).map(({ subject }) => subject)).toEqual(['Third', 'Hello']);
});

test('a batch holds at most 100 and comes back whole under its key', async () => {
	const many = (count: number) => Array.from({ length: count }, () => mail);
	expect((await sdk().batch.send(many(101))).error?.statusCode).toBe(422);
	const first = await sdk().batch.send(many(100), { idempotencyKey: 'batch' });
	const again = await sdk().batch.send(many(100), { idempotencyKey: 'batch' });
	expect(first.data?.data).toHaveLength(100);
	expect(again.data).toEqual(first.data);
	expect(await standIn.mailbox.list({ limit: 500 })).toHaveLength(100);
});

test('keys and methods are checked as Resend checks them', async () => {
	const status = async (answer: Promise<Response>) => {
		const { statusCode, name } = (await (await answer).json()) as Record<string, unknown>;
		return [statusCode, name];
	};
	const bare = fetch(`${server.url}/emails`, { method: 'POST', body: '{}' });
	expect(await status(bare)).toEqual([401, 'missing_api_key']);
	expect((await sdk('re_other').emails.send(mail)).error).toMatchObject({
		statusCode: 403,
		name: 'invalid_api_key',
	});
	const sent = await sdk(STAND_IN_SENDING_KEY).emails.send(mail);
	expect((await sdk(STAND_IN_SENDING_KEY).emails.get(sent.data?.id ?? '')).error).toMatchObject({
		statusCode: 401,
		name: 'restricted_api_key',
	});
	expect((await sdk().emails.get('0')).error).toMatchObject({ statusCode: 404, name: 'not_found' });
	expect(await status(post('{}', {}, '/emails/1'))).toEqual([405, 'method_not_allowed']);
	expect(await status(post('{}', {}, '/domains'))).toEqual([422, 'validation_error']);
	expect((await post('{}', {}, '/nothing')).status).toBe(404);
});

test.each([
	['not json', 'validation_error'],
	['[]', 'missing_required_field'],
	['{}', 'missing_required_field'],
	[{ ...mail, from: undefined }, 'missing_required_field'],
	[{ ...mail, to: [] }, 'missing_required_field'],
	[{ ...mail, text: '' }, 'missing_required_field'],
	[{ ...mail, from: 'Kith' }, 'validation_error'],
	[{ ...mail, from: 'Kith <hello@kith>' }, 'validation_error'],
	[{ ...mail, from: 'a@b.cc\r\nBcc: d@e.ff' }, 'validation_error'],
	[{ ...mail, subject: 'a\nb' }, 'validation_error'],
	[{ ...mail, subject: 7 }, 'validation_error'],
	[{ ...mail, to: Array(51).fill('a@b.cc') }, 'validation_error'],
	[{ ...mail, cc: 'nobody' }, 'validation_error'],
	[{ ...mail, headers: { a: 1 } }, 'validation_error'],
])('the body %j is refused as %s', async (body, name) => {
	const answer = await post(typeof body === 'string' ? body : JSON.stringify(body));
	expect(answer.status).toBe(422);
	expect(await answer.json()).toEqual({ statusCode: 422, name, message: expect.any(String) });
	expect(await standIn.mailbox.list()).toEqual([]);
});

test('a key counts for 24 hours, also over a restart, and not longer', async () => {
	const send = () => sdk().emails.send(mail, { idempotencyKey: 'k1' });
	const first = (await send()).data?.id;
	now = addSeconds(now, 24 * 60 * 60 - 1);
	standIn = createResendStandIn({ dataDir, clock });
	expect((await send()).data?.id).toBe(first);
	now = addSeconds(now, 1);
	expect((await send()).data?.id).not.toBe(first);
});

test('a key is 1 to 256 characters', async () => {
	const long = await post(JSON.stringify(mail), { 'idempotency-key': 'k'.repeat(257) });
	expect([long.status, await long.json()]).toMatchObject([
		400,
		{ name: 'invalid_idempotency_key' },
	]);
});

test('of 20 requests at once under one key one mail is kept', async () => {
	const answers = await Promise.all(
		Array.from({ length: 20 }, () => sdk().emails.send(mail, { idempotencyKey: 'once' })),
	);
	const ids = new Set(answers.flatMap(({ data }) => (data ? [data.id] : [])));
	const names = new Set(answers.flatMap(({ error }) => (error ? [error.name] : [])));
	expect(ids.size).toBe(1);
	expect([...names].every((name) => name === 'concurrent_idempotent_requests')).toBe(true);
	expect(await standIn.mailbox.list()).toHaveLength(1);
});

test('mail survives a restart, newest first, and a damaged file costs only itself', async () => {
	for (const subject of ['one', 'two', 'three']) await sdk().emails.send({ ...mail, subject });
	await writeFile(
		path.join(dataDir, 'mail', '00000000-0000-7000-8000-000000000000.json'),
		'{"id":',
	);
	standIn = createResendStandIn({ dataDir, clock });
	const subjects = (await standIn.mailbox.list()).map(({ subject }) => subject);
	expect(subjects).toEqual(['three', 'two', 'one']);
});

test('the newest 500 mails are kept, and their keys longer than they', async () => {
	const keyed = await sdk().emails.send(mail, { idempotencyKey: 'early' });
	for (let batch = 0; batch < 7; batch += 1)
		await sdk().batch.send(
			Array.from({ length: 75 }, (_, index) => ({ ...mail, subject: `${batch}/${index}` })),
		);
	const kept = await standIn.mailbox.list({ limit: 1_000 });
	expect([kept.length, kept[0]?.subject, kept[499]?.subject]).toEqual([500, '6/74', '0/25']);
	standIn = createResendStandIn({ dataDir, clock });
	expect(await standIn.mailbox.list({ limit: 1_000 })).toEqual(kept);
	expect((await sdk().emails.send(mail, { idempotencyKey: 'early' })).data).toEqual(keyed.data);
	expect(await readdir(path.join(dataDir, 'mail'))).toHaveLength(8);
	now = addSeconds(now, 25 * 60 * 60);
	await sdk().emails.send(mail);
	expect(await readdir(path.join(dataDir, 'mail'))).toHaveLength(8);
});

test('a list can be narrowed to one recipient, however the address was written', async () => {
	await sdk().emails.send({ ...mail, to: ['Ada <ADA@example.com>', 'bob@example.com'] });
	await sdk().emails.send({ ...mail, to: 'xada@example.com', bcc: 'cy@example.com' });
	expect(await standIn.mailbox.list({ to: 'ada@EXAMPLE.com' })).toHaveLength(1);
	expect(await standIn.mailbox.list({ to: 'cy@example.com' })).toHaveLength(1);
	expect(await standIn.mailbox.list({ to: 'example.com' })).toEqual([]);
});
