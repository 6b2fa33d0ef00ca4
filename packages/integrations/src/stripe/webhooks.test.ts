import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type Stripe from 'stripe';
import { sign } from './engine/signature.ts';
import { readWebhook } from './read-webhook.ts';
import { openTestStripe, type TestStripe } from './test-stripe.ts';

const PLATFORM = 'https://kith.example/hooks/stripe';
const CONNECT = 'https://kith.example/hooks/stripe/connect';
let local: TestStripe;
/** What the receiver answers, one status after the other; 200 when none is left. */
let answers: number[] = [];
let got: { url: string; event: Stripe.Event; signature: string; body: string }[] = [];

beforeAll(async () => {
	local = await openTestStripe({
		endpoints: [
			{ url: PLATFORM, connect: false, secrets: ['whsec_new', 'whsec_old'] },
			{ url: CONNECT, connect: true, secrets: ['whsec_connect'] },
		],
		async send(url, init) {
			const body = init.body as string;
			const signature = new Headers(init.headers).get('stripe-signature') ?? '';
			got.push({ url, body, signature, event: JSON.parse(body) as Stripe.Event });
			return new Response('', { status: answers.shift() ?? 200 });
		},
	});
});
afterAll(() => local.close());
beforeEach(async () => {
	local.standIn.setFaults(null);
	answers = [];
	await local.pass(4 * 24 * 60 * 60);
	got = [];
});

const types = () => got.map(({ event }) => event.type);

test('an event is signed with both secrets, and read with either', async () => {
	const { id } = await local.stripe.customers.create({ email: 'a@example.com' });
	await local.standIn.settle();
	expect(types()).toEqual(['customer.created']);
	const [{ body, signature, url } = { body: '', signature: '', url: '' }] = got;
	expect(url).toBe(PLATFORM);
	for (const secret of ['whsec_new', 'whsec_old']) {
		const event = readWebhook({
			payload: body,
			signature,
			secrets: ['whsec_other', secret],
			clock: local.clock,
		});
		expect(event?.data.object).toMatchObject({ id, email: 'a@example.com' });
	}
});

test('nothing but what Stripe signed within five minutes is read', async () => {
	await local.stripe.customers.create({});
	await local.standIn.settle();
	const { body: payload, signature } = got[0] ?? { body: '', signature: '' };
	const now = Math.floor(local.clock.now().getTime() / 1000);
	const read = (more: Partial<Parameters<typeof readWebhook>[0]>) =>
		readWebhook({ ...{ payload, signature, secrets: ['whsec_new'], clock: local.clock }, ...more });
	expect(read({})).not.toBeNull();
	const forged = (at: number, secret = 'whsec_new') => ({ signature: sign(payload, [secret], at) });
	for (const attack of [
		{ payload: `${payload} ` },
		{ payload: payload.replace('"customer"', '"Customer"') },
		{ secrets: ['whsec_connect'] },
		{ secrets: [] },
		{ signature: null },
		{ signature: signature.replace('v1=', 'v0=').replace(',v1=', ',v0=') },
		{ signature: 't=x,v1=y' },
		forged(now, 'whsec_forged'),
		forged(now - 301),
		forged(now + 301),
		forged(now + 9_999_999),
	])
		expect(read(attack), JSON.stringify(attack).slice(0, 80)).toBeNull();
	expect(read(forged(now - 299))).not.toBeNull();
	expect(read(forged(now + 299))).not.toBeNull();
});

test('what happens in a connected account is told to its endpoint, with the account’s id', async () => {
	const account = await local.stripe.accounts.create({});
	await local.stripe.customers.create({}, { stripeAccount: account.id });
	await local.standIn.settle();
	expect(got.map(({ url, event }) => [url, event.account])).toEqual([[CONNECT, account.id]]);
});

test('an endpoint that fails is tried again, further and further apart, for three days', async () => {
	answers = Array.from({ length: 30 }, () => 500);
	await local.stripe.customers.create({});
	await local.standIn.settle();
	expect(got).toHaveLength(1);
	const [event] = (await local.stripe.events.list({ limit: 1 })).data;
	expect(event?.pending_webhooks).toBe(1);
	await local.pass(59);
	expect(got).toHaveLength(1);
	await local.pass(1);
	expect(got).toHaveLength(2);
	for (let hours = 0; hours < 100; hours += 1) await local.pass(3_600);
	expect(got.length).toBeGreaterThan(8);
	const tries = got.length;
	expect(new Set(got.map(({ event: { id } }) => id)).size).toBe(1);
	await local.pass(30 * 24 * 3_600);
	expect(got).toHaveLength(tries);
});

test('a plan with duplicates, drops, delays and lost answers loses nothing in the end', async () => {
	const chances = { duplicate: 0.3, drop: 0.3, unheard: 0.3, delay: 0.3, stranger: 0.2, old: 0.2 };
	local.standIn.setFaults({ seed: 7, webhooks: { ...chances, shuffle: true } });
	const made: string[] = [];
	for (let count = 0; count < 40; count += 1)
		made.push((await local.stripe.customers.create({ name: String(count) })).id);
	for (let hours = 0; hours < 80; hours += 1) await local.pass(3_600);
	const known = got.filter(({ event }) => event.account === undefined);
	const told = known.map(({ event }) => (event.data.object as { id: string }).id);
	expect(new Set(told)).toEqual(new Set(made));
	expect(told.length).toBeGreaterThan(made.length);
	expect(told.slice(0, 10)).not.toEqual(made.slice(0, 10));
	expect(got.some(({ event }) => event.account === 'acct_nobody')).toBe(true);
	expect(got.some(({ event }) => event.api_version === '2020-08-27')).toBe(true);
});

test('the same seed goes wrong in the same places', async () => {
	const run = async () => {
		local.standIn.setFaults({ seed: 11, webhooks: { duplicate: 0.5, shuffle: true } });
		got = [];
		for (let count = 0; count < 12; count += 1)
			await local.stripe.products.create({ name: String(count) });
		await local.standIn.settle();
		return got.map(({ event }) => (event.data.object as Stripe.Product).name);
	};
	expect(await run()).toEqual(await run());
});

test('an event may come before the answer to the request that caused it', async () => {
	local.standIn.setFaults({ seed: 1, webhooks: { early: 1 } });
	const early = local.stripe.customers.create({}).then(() => got.length);
	expect(await early).toBe(1);
});

test('an endpoint made by the API has a secret, and hears what it asked for', async () => {
	const endpoint = await local.stripe.webhookEndpoints.create({
		...{ url: 'https://kith.example/other', enabled_events: ['product.created'] },
	});
	await local.stripe.products.create({ name: 'x' });
	await local.stripe.customers.create({});
	await local.standIn.settle();
	const own = got.filter(({ url }) => url.endsWith('/other'));
	expect(own.map(({ event }) => event.type)).toEqual(['product.created']);
	const [{ body, signature } = { body: '', signature: '' }] = own;
	const secrets = [endpoint.secret ?? ''];
	expect(readWebhook({ payload: body, signature, secrets, clock: local.clock })).not.toBeNull();
	await local.stripe.webhookEndpoints.del(endpoint.id);
});
