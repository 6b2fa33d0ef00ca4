import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '@kith/kernel/config';
import { createLogger } from '@kith/kernel/logger';
import { paymentsOf, startLocalStripe } from './local-stripe.ts';

const logger = createLogger('silent');
const given = { secret: 'a secret of at least thirty-two characters', report: () => undefined };

async function folder(): Promise<string> {
	const found = await mkdtemp(join(tmpdir(), 'kith-stripe-'));
	onTestFinished(() => rm(found, { recursive: true, force: true }));
	return found;
}

test('without a key payments go to the stand-in, whose state outlives a restart', async () => {
	const config = readConfig({ DATA_DIR: await folder() });
	const ask = async () => {
		const local = await startLocalStripe(config, given);
		onTestFinished(() => local?.close());
		return { local, ...(await paymentsOf(config, logger)) };
	};
	const first = await ask();
	expect(first.takesRealMoney).toBe(false);
	const { id } = await first.payments.customers.create({ email: 'ada@example.com' });
	await first.local?.close();
	const second = await ask();
	expect(await second.payments.customers.retrieve(id)).toMatchObject({ email: 'ada@example.com' });
	expect(second.local?.secrets).toEqual(first.local?.secrets);
	expect(second.local?.secrets.stripe).not.toBe(second.local?.secrets.stripeConnect);
});

test('with a key there is no stand-in, and the key says whether money moves', async () => {
	const DATA_DIR = await folder();
	for (const [key, isLive] of [
		['sk_live_12345678', true],
		['rk_live_12345678', true],
		['sk_test_12345678', false],
	] as const) {
		const config = readConfig({ DATA_DIR, STRIPE_SECRET_KEY: key });
		expect(await startLocalStripe(config, given)).toBeNull();
		expect((await paymentsOf(config, logger)).takesRealMoney).toBe(isLive);
	}
});

test('while nobody runs the stand-in, payments are out of reach', async () => {
	const { payments } = await paymentsOf(readConfig({ DATA_DIR: await folder() }), logger);
	await expect(payments.customers.list({}, { maxNetworkRetries: 0 })).rejects.toThrow();
});
