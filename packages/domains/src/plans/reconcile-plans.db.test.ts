import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buyerOf, BUSINESS, endAllPlans, PRO, type Choice } from '@kith/testing/test-buying';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { reconcilePlans, replayEvents } from './index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let buyer: ReturnType<typeof buyerOf>;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	await endAllPlans(installation);
	here = await createTestCommunity(installation);
	buyer = buyerOf(installation, here);
});

const DAY = 86_400;
const stripe = () => installation.services.payments;
const ours = () => buyer.ours();
const owner = () => buyer.owner();
const current = () => buyer.current();

describe('what never came', () => {
	test('is found in the night, repaired, and written down', async () => {
		await buyer.buy();
		const { organizationId } = ours();
		await installation.owner.query(
			`update platform.plan_subscriptions set plan = 'free', status = 'canceled' where organization_id = $1`,
			[organizationId],
		);
		const { drifts } = await reconcilePlans(installation.services);
		expect(drifts.filter((one) => one.organizationId === organizationId)).toEqual([
			expect.objectContaining({
				fields: {
					plan: { here: 'free', there: 'pro' },
					status: { here: 'canceled', there: 'active' },
				},
			}),
		]);
		expect(await current()).toMatchObject({ plan: 'pro' });
		const again = await reconcilePlans(installation.services);
		expect(again.drifts.filter((one) => one.organizationId === organizationId)).toEqual([]);
		const { rows } = await installation.owner.query('select drifts from platform.billing_reports');
		expect(rows.length).toBeGreaterThanOrEqual(2);
	});

	test('comes by a replay of what Stripe told, once', async () => {
		const since = installation.clock.now();
		(await installation.stripe()).setFaults({ seed: 1, webhooks: { drop: 1 } });
		await buyer.buy();
		expect(await current()).toMatchObject({ plan: 'free' });
		(await installation.stripe()).setFaults(null);
		expect(await replayEvents(installation.services, since)).toBeGreaterThan(0);
		await installation.hearStripe();
		expect(await current()).toMatchObject({ plan: 'pro' });
		expect(await replayEvents(installation.services, since)).toBe(0);
	});

	test('a subscription whose customer is nobody here is named', async () => {
		await buyer.buy();
		const [known] = await buyer.running();
		const customer = await stripe().customers.create({ email: 'x@example.com' });
		const method = await stripe().paymentMethods.attach('pm_card_visa', { customer: customer.id });
		const made = await stripe().subscriptions.create({
			...{ customer: customer.id, default_payment_method: method.id },
			items: [{ price: known?.items.data[0]?.price.id ?? '' }],
		});
		const { drifts } = await reconcilePlans(installation.services);
		expect(drifts).toContainEqual({
			...{ organizationId: null, subscriptionId: made.id, fields: {} },
		});
		await stripe().subscriptions.cancel(made.id);
	});
});

test('lives under as many plans of what goes wrong: here is what Stripe has, and nothing is double', async () => {
	const standIn = await installation.stripe();
	const kinds = ['up', 'down', 'year', 'cancel', 'keep', 'time'] as const;
	const ends = new Map<string, number>();
	for (let seed = 1; seed <= 8; seed++) {
		await endAllPlans(installation);
		here = await createTestCommunity(installation);
		buyer = buyerOf(installation, here);
		let state = seed * 7_919;
		const draw = (most: number) => (state = (state * 48_271) % 2_147_483_647) % most;
		standIn.setFaults({
			seed,
			webhooks: {
				...{ duplicate: 0.3, drop: 0.3, unheard: 0.2, delay: 0.4, early: 0.2, stranger: 0.1 },
				...{ old: 0.2, shuffle: true },
			},
			api: { lost: 0.03, error: 0.04 },
		});
		const plans = await owner();
		const patiently = async <T>(call: () => Promise<T>): Promise<T | null> => {
			for (let tries = 0; tries < 8; tries++) {
				const outcome = await call().catch((error: unknown) => String(error));
				if (typeof outcome !== 'string' || !/unavailable/.test(outcome)) return outcome as T;
			}
			return null;
		};
		const bought = await patiently(() => plans.checkOut({ ...ours(), ...PRO }));
		if (bought?.url) await buyer.pay(bought.url);
		for (let step = 0; step < 6; step++) {
			const kind = kinds[draw(kinds.length)];
			const to: Choice | null =
				kind === 'up'
					? BUSINESS
					: kind === 'down'
						? PRO
						: kind === 'year'
							? { plan: 'pro', interval: 'year' }
							: null;
			if (to)
				await patiently(async () => {
					const preview = await plans.preview({ ...ours(), ...to });
					const at = preview.kind === 'now' ? preview.at : null;
					return plans.change({ ...ours(), ...to, at });
				});
			if (kind === 'cancel')
				await patiently(() => plans.cancel({ ...ours(), reason: null, comment: '' }));
			if (kind === 'keep') await patiently(() => plans.keep(ours()));
			if (kind === 'time') installation.clock.advance((1 + draw(40)) * DAY);
			await installation.hearStripe();
		}
		standIn.setFaults(null);
		installation.clock.advance(3 * 3_600);
		await installation.hearStripe();
		await reconcilePlans(installation.services);
		const shop = standIn.books();
		const customer = await buyer.customer();
		const theirs = shop.all('subscription').filter((one) => one.customer === customer);
		const giving = theirs.filter(({ status }) =>
			['active', 'trialing', 'past_due'].includes(status),
		);
		expect(giving.length, `seed ${seed}`).toBeLessThanOrEqual(1);
		const now = await current();
		const price = giving[0]?.items.data[0]?.price;
		expect([now.plan, now.amount], `seed ${seed}`).toEqual([
			...[price?.metadata['plan'] ?? 'free', price?.unit_amount ?? null],
		]);
		ends.set(now.plan, (ends.get(now.plan) ?? 0) + 1);
		const { drifts } = await reconcilePlans(installation.services);
		expect(drifts.filter(({ organizationId }) => organizationId === ours().organizationId)).toEqual(
			[],
		);
	}
	// They did not all come to nothing.
	expect((ends.get('pro') ?? 0) + (ends.get('business') ?? 0)).toBeGreaterThan(2);
}, 240_000);
