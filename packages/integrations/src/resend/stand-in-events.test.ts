import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Resend } from 'resend';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addSeconds } from '@kith/kernel/clock';
import { seededFaults, type FaultPlan } from './fault-plan.ts';
import { serveOnLoopback, type LoopbackServer } from './loopback-server.ts';
import { readMailWebhook } from './read-webhook.ts';
import { createResendStandIn, STAND_IN_KEY, type ResendStandIn } from './stand-in.ts';

let now = new Date('2026-01-02T03:04:05Z');
const clock = { now: () => now };
let root: string;
let made = 0;
let api: LoopbackServer;
let listener: LoopbackServer;
let standIn: ResendStandIn;

type Told = { id: string; type: string; data: Record<string, unknown> };
let told: Told[] = [];
let refuses = 0;
let secret = '';

beforeAll(async () => {
	root = await mkdtemp(path.join(tmpdir(), 'kith-events-'));
	api = await serveOnLoopback((request) => standIn.handle(request));
	listener = await serveOnLoopback(async (request) => {
		const body = new Uint8Array(await request.arrayBuffer());
		const sent = { headers: Object.fromEntries(request.headers), body, now };
		const event = readMailWebhook([secret], sent);
		if (!event) return new Response('not signed', { status: 400 });
		if (refuses > 0) {
			refuses--;
			return new Response('not now', { status: 500 });
		}
		told.push({ id: event.eventId, ...(JSON.parse(event.body) as Omit<Told, 'id'>) });
		return new Response('ok');
	});
});
afterAll(async () => {
	await api.close();
	await listener.close();
	await rm(root, { recursive: true, force: true });
});
beforeEach(async () => {
	told = [];
	refuses = 0;
	await open();
});

async function open(
	options: { faults?: FaultPlan; requestsPerSecond?: number } = {},
): Promise<void> {
	standIn = createResendStandIn({ dataDir: path.join(root, String(made++)), clock, ...options });
	const events = ['sent', 'delivered', 'delivery_delayed', 'bounced', 'complained', 'opened'];
	const { data } = await sdk().webhooks.create({
		endpoint: listener.url,
		events: [...events, 'failed', 'suppressed', 'scheduled'].map(
			(name) => `email.${name}` as 'email.sent',
		),
	});
	secret = data?.signing_secret ?? '';
}

const sdk = (key = STAND_IN_KEY) => new Resend(key, { baseUrl: api.url });
const send = async (to: string, more: object = {}) => {
	const mail = { from: 'Kith <hello@kith.invalid>', to, subject: 'Hello', text: 'Hi', ...more };
	return (await sdk().emails.send(mail)).data?.id ?? '';
};
const types = () => told.map(({ type }) => type.replace('email.', ''));

test.each([
	['delivered@resend.dev', ['sent', 'delivered'], 'delivered'],
	['delivered+label@resend.dev', ['sent', 'delivered'], 'delivered'],
	['bounced@resend.dev', ['sent', 'bounced'], 'bounced'],
	['complained+x@resend.dev', ['sent', 'delivered', 'complained'], 'complained'],
	['suppressed@resend.dev', ['suppressed'], 'suppressed'],
	['bouncedd@resend.dev', ['sent', 'delivered'], 'delivered'],
])('mail to %s is told of as %j', async (to, events, last) => {
	const id = await send(to, { tags: [{ name: 'mail', value: 'm-1' }] });
	await standIn.settle();
	expect(types()).toEqual(events);
	expect(told.at(-1)?.data).toMatchObject({
		...{ email_id: id, to: [to], subject: 'Hello', tags: { mail: 'm-1' } },
	});
	expect((await sdk().emails.get(id)).data?.last_event).toBe(last);
});

test.each([
	['opened', ['sent', 'delivered', 'opened']],
	['failed', ['failed']],
	['soft_bounced', ['sent', 'bounced']],
] as const)('a test can decide that an address is %s', async (fate, events) => {
	standIn.decide('ada@example.com', fate);
	await send('Ada <ADA@example.com>');
	await standIn.settle();
	expect(types()).toEqual(events);
});

test('a hard bounce and a complaint keep the address from mail, a soft bounce does not', async () => {
	standIn.decide('full@example.com', 'soft_bounced');
	for (const to of ['bounced@resend.dev', 'complained@resend.dev', 'full@example.com']) {
		await send(to);
		await send(to);
	}
	const { data } = await sdk().suppressions.list();
	expect(data?.data.map(({ email, origin }) => [email, origin])).toEqual([
		['complained@resend.dev', 'complaint'],
		['bounced@resend.dev', 'bounce'],
	]);
	await standIn.settle();
	expect(types().filter((type) => type === 'suppressed')).toHaveLength(2);
	const { data: one } = await sdk().suppressions.get('bounced@resend.dev');
	expect(one).toMatchObject({ origin: 'bounce', source_id: expect.any(String) });
	await sdk().suppressions.remove(one?.id ?? '');
	expect((await sdk().suppressions.get('bounced@resend.dev')).error?.name).toBe('not_found');
});

test('what is delayed arrives later; what is scheduled goes at its time, or is called off', async () => {
	standIn.decide('late@example.com', 'delayed');
	await send('late@example.com');
	await standIn.settle();
	expect(types()).toEqual(['sent', 'delivery_delayed']);
	const first = await send('a@b.cc', { scheduledAt: 'in 1 hour' });
	const second = await send('a@b.cc', { scheduledAt: addSeconds(now, 60).toISOString() });
	expect((await sdk().emails.cancel(second)).data).toEqual({ object: 'email', id: second });
	expect((await sdk().emails.cancel(second)).error?.statusCode).toBe(422);
	const moved = addSeconds(now, 120).toISOString();
	expect((await sdk().emails.update({ id: first, scheduledAt: moved })).error).toBeNull();
	expect((await sdk().emails.get(first)).data).toMatchObject({
		...{ last_event: 'scheduled', scheduled_at: moved },
	});
	now = addSeconds(now, 121);
	await standIn.settle();
	expect((await sdk().emails.get(first)).data?.last_event).toBe('delivered');
	expect((await sdk().emails.get(second)).data?.last_event).toBe('canceled');
	expect(types().filter((type) => type === 'delivered')).toHaveLength(2);
	const far = await sdk().emails.send({
		...{ from: 'a@b.cc', to: 'a@b.cc', subject: 's', text: 't' },
		scheduledAt: addSeconds(now, 31 * 86_400).toISOString(),
	});
	expect(far.error?.name).toBe('validation_error');
});

test('an endpoint that fails hears again after 5 seconds, 5 minutes, 30 minutes', async () => {
	refuses = 3;
	standIn.decide('x@y.zz', 'failed');
	await send('x@y.zz');
	await standIn.settle();
	for (const [seconds, count] of [
		...([
			[4, 0],
			[1, 0],
			[300, 0],
		] as const),
		[1800, 1],
	] as const) {
		now = addSeconds(now, seconds);
		await standIn.settle();
		expect(told).toHaveLength(count);
	}
	expect(new Set(told.map(({ id }) => id)).size).toBe(1);
});

test('a seed decides what is told twice, late, lost or out of order, and all is told in the end', async () => {
	const rates = {
		...{ duplicates: 0.3, losses: 0.3, reorders: true },
		delays: { share: 0.3, seconds: 30 },
	};
	const run = async (seed: number) => {
		await open({ faults: seededFaults(seed, rates) });
		told = [];
		for (let count = 0; count < 10; count++) await send(`complained+${count}@resend.dev`);
		for (let step = 0; step < 20; step++) {
			await standIn.settle();
			now = addSeconds(now, 30);
		}
		return types();
	};
	const first = await run(7);
	expect(await run(7)).toEqual(first);
	expect(first.length).toBeGreaterThan(30);
	expect(new Set(told.map(({ id }) => id)).size).toBe(30);
	expect(await run(8)).not.toEqual(first);
});

test('the request too many in a second is told to wait, as every answer says', async () => {
	await open({ requestsPerSecond: 4 });
	const answers = [];
	for (let count = 0; count < 4; count++) answers.push(await sdk().emails.list());
	expect(answers.map(({ headers }) => headers?.['ratelimit-remaining'])).toEqual([
		...['2', '1', '0', '0'],
	]);
	expect(answers[3]).toMatchObject({
		error: { statusCode: 429, name: 'rate_limit_exceeded' },
		headers: { 'ratelimit-limit': '4', 'retry-after': '1' },
	});
	now = addSeconds(now, 1);
	expect((await sdk().emails.list()).error).toBeNull();
});

test('a domain is registered, checked and taken away; unverified, nobody sends from it', async () => {
	const { data } = await sdk().domains.create({ name: 'kith.example' });
	const id = data?.id ?? '';
	expect(data).toMatchObject({ status: 'not_started', region: 'us-east-1' });
	expect(data?.records.map(({ record, type }) => `${record} ${type}`)).toEqual([
		...['SPF MX', 'SPF TXT', 'DKIM TXT'],
	]);
	const mail = { from: 'a@kith.example', to: 'a@b.cc', subject: 's', text: 't' };
	expect((await sdk().emails.send(mail)).error).toMatchObject({
		...{ statusCode: 403, name: 'validation_error' },
	});
	const statusAfter = async (dns: 'missing' | 'partial' | 'set') => {
		standIn.setDns('kith.example', dns);
		await sdk().domains.verify(id);
		expect((await sdk().domains.get(id)).data?.status).toBe('pending');
		await standIn.settle();
		return (await sdk().domains.get(id)).data?.status;
	};
	expect(await statusAfter('missing')).toBe('failed');
	expect(await statusAfter('partial')).toBe('partially_verified');
	expect(await statusAfter('set')).toBe('verified');
	expect((await sdk().emails.send(mail)).error).toBeNull();
	expect((await sdk().domains.list()).data?.data).toMatchObject([{ id, status: 'verified' }]);
	expect((await sdk().domains.create({ name: 'not a domain' })).error?.statusCode).toBe(422);
	expect((await sdk().domains.remove(id)).data).toEqual({ object: 'domain', id, deleted: true });
	expect((await sdk().domains.get(id)).error?.name).toBe('not_found');
});

test('a key is made, does what it may, and is gone when it is taken away', async () => {
	const { data: domain } = await sdk().domains.create({ name: 'kith.example' });
	const { data: key } = await sdk().apiKeys.create({
		...{ name: 'server', permission: 'sending_access', domain_id: domain?.id ?? '' },
	});
	const mine = sdk(key?.token);
	expect((await mine.emails.list()).error?.name).toBe('restricted_api_key');
	const mail = { from: 'a@other.example', to: 'a@b.cc', subject: 's', text: 't' };
	expect((await mine.emails.send(mail)).error?.name).toBe('restricted_api_key');
	expect((await sdk().apiKeys.list()).data?.data).toMatchObject([{ name: 'server' }]);
	await sdk().apiKeys.remove(key?.id ?? '');
	expect((await mine.emails.send(mail)).error?.name).toBe('invalid_api_key');
});

test('webhooks are listed, changed and taken away; a disabled one hears nothing', async () => {
	const { data } = await sdk().webhooks.list();
	const id = data?.data[0]?.id ?? '';
	await sdk().webhooks.update(id, { status: 'disabled' });
	expect((await sdk().webhooks.get(id)).data).toMatchObject({
		...{ status: 'disabled', endpoint: listener.url, signing_secret: secret },
	});
	await send('a@b.cc');
	await standIn.settle();
	expect(told).toEqual([]);
	await sdk().webhooks.remove(id);
	expect((await sdk().webhooks.list()).data?.data).toEqual([]);
});

test('lists come newest first, a page at a time', async () => {
	const ids: string[] = [];
	for (let count = 0; count < 5; count++) ids.unshift(await send('a@b.cc'));
	const first = await sdk().emails.list({ limit: 2 });
	expect(first.data).toMatchObject({ has_more: true, data: [{ id: ids[0] }, { id: ids[1] }] });
	const rest = await sdk().emails.list({ limit: 3, after: ids[1] ?? '' });
	expect(rest.data?.data.map(({ id }) => id)).toEqual(ids.slice(2));
	expect(rest.data?.has_more).toBe(false);
	const back = await sdk().emails.list({ limit: 2, before: ids[3] ?? '' });
	expect(back.data?.data.map(({ id }) => id)).toEqual([ids[1], ids[2]]);
});
