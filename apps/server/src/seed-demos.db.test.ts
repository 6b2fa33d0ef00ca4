import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommunityDb } from '@kith/db/handles';
import type { Services } from '@kith/domains/context';
import { systemClock } from '@kith/kernel/clock';
import { readConfig } from '@kith/kernel/config';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { paymentsOf, startLocalStripe, type LocalStripe } from './local-stripe.ts';
import { seedDemos } from './seed-demos.ts';

const OWNER = 'mareike@demo.kith.invalid';
const secret = 'a secret of at least thirty-two characters';
let folder: string;
let installation: TestInstallation;
let local: LocalStripe;
let services: Services;
let db: CommunityDb;
beforeAll(async () => {
	installation = await createTestInstallation();
	folder = await mkdtemp(join(tmpdir(), 'kith-demo-'));
	const config = readConfig({ DATA_DIR: folder });
	const report = (error: unknown) => {
		throw error;
	};
	const started = await startLocalStripe(config, { secret, report });
	if (!started) throw new Error('payments are not played');
	local = started;
	const paid = await paymentsOf(config, installation.services.logger);
	services = { ...installation.services, ...paid, clock: systemClock };
	const demos = await seedDemos(services, local.past);
	const slug = demos[0]?.slug ?? '';
	const community = await services.directory.bySlug(slug);
	if (!community) throw new Error('no demo');
	db = services.communityDb(community);
}, 60_000);
afterAll(async () => {
	await local.close();
	await installation.close();
	await rm(folder, { recursive: true, force: true });
});

const account = () =>
	services.platform
		.selectFrom('connectedAccounts')
		.leftJoin('authUsers', 'authUsers.id', 'connectedAccounts.connectedBy')
		.select(['accountId', 'chargesEnabled', 'authUsers.email'])
		.executeTakeFirstOrThrow();

test('members of the demo have paid since their day, and both books tell the same', async () => {
	const { accountId, chargesEnabled, email } = await account();
	expect({ chargesEnabled, email }).toEqual({ chargesEnabled: true, email: OWNER });
	const on = { stripeAccount: accountId ?? '' };
	const { data: subscriptions } = await services.payments.subscriptions.list(
		{ status: 'all', limit: 100 },
		on,
	);
	const { data: charges } = await services.payments.charges.list({ limit: 100 }, on);
	const bought = await db
		.selectFrom('memberships')
		.selectAll()
		.where('source', '=', 'purchase')
		.execute();
	const named = new Set(bought.map((row) => row.externalSubscriptionId));
	expect(named).toEqual(new Set(subscriptions.map(({ id }) => id)));
	expect(named.size).toBe(bought.length);
	const left = bought.filter(({ status }) => status === 'canceled');
	expect(left).toHaveLength(1);
	expect(bought.filter(({ status }) => status === 'active')).toHaveLength(bought.length - 1);
	const entries = await db.selectFrom('ledger').selectAll().execute();
	const paid = entries.filter(({ kind }) => kind === 'payment');
	expect(new Set(paid.map((row) => row.externalId))).toEqual(new Set(charges.map(({ id }) => id)));
	expect(paid).toHaveLength(charges.length);
	expect(charges.length).toBeGreaterThan(bought.length);
	const months = new Set(entries.map(({ at }) => at.toISOString().slice(0, 7)));
	expect(months.size).toBeGreaterThanOrEqual(5);
});

test('what comes in each month is what runs, and nobody was told of the past', async () => {
	const entries = await db.selectFrom('ledger').select(['mrrDelta', 'kind']).execute();
	const runs = await db
		.selectFrom('memberships')
		.innerJoin('prices', 'prices.id', 'memberships.priceId')
		.select(['prices.amount', 'prices.every'])
		.where('memberships.source', '=', 'purchase')
		.where('memberships.status', '=', 'active')
		// What is paid in parts ends: it brings nothing each month.
		.where('prices.kind', '<>', 'instalments')
		.execute();
	const monthly = runs.map(({ amount, every }) => (every === 'year' ? amount / 12 : amount));
	const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
	expect(sum(entries.map(({ mrrDelta }) => mrrDelta))).toBe(Math.round(sum(monthly)));
	expect(entries.filter(({ kind }) => kind === 'churn')).toHaveLength(1);
	const waiting = await services.platform.selectFrom('inbox').select('eventId').execute();
	expect(waiting).toEqual([]);
});

test('what stands already is left alone', async () => {
	const count = () => db.selectFrom('ledger').select(db.fn.countAll().as('all')).execute();
	const before = await count();
	await seedDemos(services, local.past);
	expect(await count()).toEqual(before);
});
