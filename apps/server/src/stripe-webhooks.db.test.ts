import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { addSeconds } from '@kith/kernel/clock';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { STRIPE_SECRETS, stripeSignature } from '@kith/testing/test-stripe';
import { startTestServer, type TestServer } from './test-server.ts';
import { webhookReaders, type WebhookSecrets } from './webhook-readers.ts';

const PLATFORM = 'kith.localhost:4000';
const NEW = 'whsec_that_comes_after_it';
const SECRETS: WebhookSecrets = {
	...{ mail: [], stripe: [NEW, STRIPE_SECRETS.stripe] },
	...{ stripeConnect: [STRIPE_SECRETS['stripe-connect']], takesRealMoney: false },
};
let installation: TestInstallation;
const servers: TestServer[] = [];
let trial: TestServer;
let live: TestServer;

beforeAll(async () => {
	installation = await createTestInstallation();
	const { services } = installation;
	const open = async (secrets: WebhookSecrets) => {
		const server = await startTestServer({ services, webhooks: webhookReaders(secrets) });
		servers.push(server);
		return server;
	};
	trial = await open(SECRETS);
	live = await open({ ...SECRETS, takesRealMoney: true });
});
beforeEach(() => installation.owner.query('delete from platform.inbox'));
afterAll(async () => {
	for (const server of servers) await server.close();
	await installation.close();
});

type Wish = {
	id?: string;
	type?: string;
	account?: string;
	livemode?: boolean;
	secret?: string;
	at?: Date;
};

function event({ secret = STRIPE_SECRETS.stripe, at = installation.clock.now(), ...wish }: Wish) {
	const { id = `evt_${newId().replaceAll('-', '')}`, type = 'invoice.paid', ...rest } = wish;
	const data = { object: { id: 'in_1', object: 'invoice', name: 'Grüße 👋 \u0000' } };
	const fields = { id, object: 'event', api_version: '2020-08-27', livemode: false, type, data };
	const body = JSON.stringify({ ...fields, ...rest }, null, 2);
	const headers: Record<string, string> = {
		'stripe-signature': stripeSignature(body, { secret, at }),
	};
	return { id, body, headers };
}
type Sent = ReturnType<typeof event>;

const post = (sent: Sent, { server = trial, vendor = 'stripe' } = {}) =>
	server.ask(PLATFORM, `/webhooks/${vendor}`, { method: 'POST', ...sent });
const kept = async () =>
	(
		await installation.owner.query(
			'select vendor, event_id, account, type, body from platform.inbox',
		)
	).rows;

test('a signed event is kept with its very bytes, and known the next nine times', async () => {
	const sent = event({});
	const answers = await Promise.all(Array.from({ length: 10 }, () => post(sent)));
	expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
	expect(await kept()).toEqual([
		{
			...{ vendor: 'stripe', event_id: sent.id, account: null },
			...{ type: 'invoice.paid', body: sent.body },
		},
	]);
});

test('while a secret is replaced both are taken', async () => {
	for (const secret of [NEW, STRIPE_SECRETS.stripe])
		expect((await post(event({ secret }))).status).toBe(200);
	expect(await kept()).toHaveLength(2);
});

test('an event of a connected account is kept with the account', async () => {
	const secret = STRIPE_SECRETS['stripe-connect'];
	const sent = event({ secret, account: 'acct_1', type: 'account.updated' });
	expect((await post(sent, { vendor: 'stripe-connect' })).status).toBe(200);
	expect(await kept()).toMatchObject([{ vendor: 'stripe-connect', account: 'acct_1' }]);
});

test('nothing forged, tampered with, old, from the future or for another endpoint is kept', async () => {
	const now = installation.clock.now();
	const good = event({});
	const connect = STRIPE_SECRETS['stripe-connect'];
	const { 'stripe-signature': signature = '' } = good.headers;
	const bad: Sent[] = [
		{ ...good, headers: {} },
		{ ...good, headers: { 'stripe-signature': signature.replace(/v1=.{8}/, 'v1=00000000') } },
		{ ...good, headers: { 'stripe-signature': `${signature},t=1` } },
		{ ...good, body: good.body.replace('invoice.paid', 'invoice.void') },
		{ ...good, body: JSON.stringify(JSON.parse(good.body)) },
		event({ at: addSeconds(now, -301) }),
		event({ at: addSeconds(now, 360) }),
		event({ secret: 'whsec_nobody_gave_this_out' }),
		event({ secret: connect }),
		event({ account: 'acct_1' }),
		event({ id: 'evt_1; drop' }),
		event({ type: 'Invoice Paid' }),
	];
	for (const sent of bad) expect((await post(sent)).status).toBe(400);
	const there = { vendor: 'stripe-connect' };
	for (const sent of [
		event({ account: 'acct_1' }),
		event({ secret: connect }),
		event({ secret: connect, account: 'nobody' }),
	])
		expect((await post(sent, there)).status).toBe(400);
	expect(await kept()).toEqual([]);
});

test('events of the other mode are answered, so that they do not come again, and not kept', async () => {
	const connect = { secret: STRIPE_SECRETS['stripe-connect'], account: 'acct_1' };
	expect((await post(event({ livemode: true }))).status).toBe(200);
	expect((await post(event({}), { server: live })).status).toBe(200);
	const there = { server: live, vendor: 'stripe-connect' };
	expect((await post(event(connect), there)).status).toBe(200);
	expect(await kept()).toEqual([]);
	expect((await post(event({ ...connect, livemode: true }), there)).status).toBe(200);
	expect(await kept()).toHaveLength(1);
});

test('what the stand-in tells is what the reader takes, from the platform and from accounts', async () => {
	const { payments } = installation.services;
	await payments.customers.create({ email: 'ada@example.com' });
	const account = await payments.accounts.create({ country: 'DE' });
	await payments.customers.create({}, { stripeAccount: account.id });
	await (await installation.stripe()).settle();
	expect(await kept()).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ vendor: 'stripe', account: null, type: 'customer.created' }),
			expect.objectContaining({
				...{ vendor: 'stripe-connect', account: account.id, type: 'customer.created' },
			}),
		]),
	);
});

test('a vendor without a secret is not there', async () => {
	const { services } = installation;
	const none = { mail: [], stripe: [], stripeConnect: [], takesRealMoney: false };
	const server = await startTestServer({ services, webhooks: webhookReaders(none) });
	servers.push(server);
	for (const vendor of ['stripe', 'stripe-connect', 'resend'])
		expect((await post(event({}), { server, vendor })).status).toBe(404);
});
