import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSeconds } from '@kith/kernel/clock';
import { newId } from '@kith/kernel/ids';
import { signedWebhook, WEBHOOK_SECRET } from '@kith/testing/test-webhook';
import { createTestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { startTestServer, type TestServer } from './test-server.ts';
import { webhookReaders } from './webhook-readers.ts';

const NO_SECRETS = { stripe: [], stripeConnect: [], takesRealMoney: false };
const PLATFORM = 'kith.localhost:4000';
const PATH = '/webhooks/resend';

let installation: TestInstallation;
let server: TestServer;
beforeAll(async () => {
	installation = await createTestInstallation();
	const webhooks = webhookReaders({ ...NO_SECRETS, mail: [WEBHOOK_SECRET] });
	server = await startTestServer({ services: installation.services, webhooks });
});
afterAll(async () => {
	await server.close();
	await installation.close();
});

type Sent = { headers: Record<string, string>; body: string | Uint8Array };
const post = (sent: Sent, { host = PLATFORM, path = PATH } = {}) =>
	server.ask(host, path, { method: 'POST', ...sent });
const signed = (change: Partial<Parameters<typeof signedWebhook>[0]> = {}) =>
	signedWebhook({ now: installation.clock.now(), ...change });
const keptCount = async () => {
	const { rows } = await installation.owner.query<{ count: number }>(
		'select count(*)::int as count from platform.inbox',
	);
	return rows[0]?.count;
};

test('a signed event is kept with its very bytes, and known the next nine times', async () => {
	const eventId = newId();
	const body = '{ "type":"email.sent",\n"data":{"subject":"Grüße 👋 \\u0000"} }';
	const sent = signed({ id: eventId, body });
	const answers = await Promise.all(Array.from({ length: 10 }, () => post(sent)));
	expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
	const { rows } = await installation.owner.query(
		'select vendor, type, body, account, handled_at from platform.inbox where event_id = $1',
		[eventId],
	);
	expect(rows).toEqual([
		{ vendor: 'resend', type: 'email.sent', body, account: null, handled_at: null },
	]);
});

test('nothing that is forged, tampered with, old, from the future or written anew is kept', async () => {
	const before = await keptCount();
	const now = installation.clock.now();
	const good = signed();
	const other = `whsec_${Buffer.from('a secret that nobody else knows').toString('base64')}`;
	const bad: Sent[] = [
		{ ...good, headers: {} },
		{ ...good, headers: { ...good.headers, 'svix-signature': 'v1,Zm9yZ2Vk' } },
		{ ...good, body: good.body.replace('email', 'Email') },
		{ ...good, body: JSON.stringify(JSON.parse(good.body), null, 2) },
		signed({ now: addSeconds(now, -301) }),
		signed({ now: addSeconds(now, 360) }),
		signed({ secret: other }),
		signed({ body: 'no json' }),
	];
	for (const sent of bad) expect(await post(sent)).toMatchObject({ status: 400 });
	expect(await keptCount()).toBe(before);
});

test('only this host, this path and this method take events, and no endless body', async () => {
	const { community } = await createTestCommunity(installation);
	const before = await keptCount();
	expect((await post(signed(), { host: new URL(community.origin).host })).status).toBe(403);
	for (const path of ['/webhooks/', '/webhooks/acme', '/webhooks/resend/x', '/webhooks/RESEND'])
		expect((await post(signed(), { path })).status, path).toBe(404);
	const got = await server.ask(PLATFORM, PATH);
	expect([got.status, got.headers.allow]).toEqual([405, 'POST']);
	expect((await post(signed({ body: `{"type":"${'x'.repeat(600_000)}"}` }))).status).toBe(413);
	expect(await keptCount()).toBe(before);
});
