import { communityCaller } from '@kith/domains';
import { newId } from '@kith/kernel/ids';
import { founderOf } from './test-actors.ts';
import { createTestCommunity, type TestCommunity, type TestMember } from './test-community.ts';
import type { TestInstallation } from './test-installation.ts';
import { openAccount, pay } from './test-purchases.ts';

/** A community that sells, on an account that may be charged on. */
export async function openSales(installation: TestInstallation) {
	const here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	await communityCaller(await here.as(founder)).tiers.start();
	installation.services.snapshots.drop(here.id);
	return { here, founder, account: await openAccount(installation, here) };
}

type TierWish = { name: string; trialDays?: number; position?: number };

export async function makeTier(
	{ db }: TestCommunity,
	{ name, trialDays = 0, position = 0 }: TierWish,
): Promise<string> {
	const id = newId();
	const at = new Date();
	await db
		.insertInto('tiers')
		.values({
			...{ id, name, slug: id, trialDays, position, createdAt: at, updatedAt: at },
			...{ status: 'published', visibility: 'public' },
		})
		.execute();
	return id;
}

type PriceWish = {
	amount: number;
	kind?: string;
	every?: 'month' | 'year';
	days?: number;
	months?: number;
	payments?: number;
	leastAmount?: number;
	leastSeats?: number;
	mostSeats?: number;
	/** Amounts in other currencies. */
	others?: Readonly<Record<string, number>>;
};

export async function makePrice(
	{ db }: TestCommunity,
	tierId: string,
	{ amount, kind = 'recurring', every, others = {}, ...more }: PriceWish,
): Promise<string> {
	const id = newId();
	await db
		.insertInto('prices')
		.values({
			...{ id, tierId, kind, amount, currency: 'eur', status: 'active', createdAt: new Date() },
			every: every ?? (kind === 'recurring' || kind === 'group' ? 'month' : null),
			otherCurrencies: JSON.stringify(
				Object.entries(others).map(([currency, other]) => ({ currency, amount: other })),
			),
			...more,
		})
		.execute();
	return id;
}

export const salesOf = async (here: TestCommunity, who: TestMember) =>
	communityCaller(await here.as(who)).sales;

type Buying = { who?: TestMember; code?: string; card?: string; currency?: string };

/** A community that sells, and Ada, who buys. */
export async function openTestSales(installation: TestInstallation) {
	const { here, founder, account } = await openSales(installation);
	const ada = await here.member('member', 'Ada');
	const on = () => ({ stripeAccount: account });

	/** The last membership of somebody. */
	const membership = ({ memberId }: TestMember = ada) =>
		here.db
			.selectFrom('memberships')
			.selectAll()
			.where('memberId', '=', memberId)
			.orderBy('createdAt', 'desc')
			.executeTakeFirstOrThrow();
	const ledger = () =>
		here.db
			.selectFrom('ledger')
			.select(['kind', 'amount', 'fee', 'mrrDelta'])
			.orderBy('at')
			.orderBy('id')
			.execute();

	async function tierWith(amount: number, more: { trialDays?: number } = {}) {
		const tierId = await makeTier(here, { name: 'Supporter', ...more });
		return { tierId, priceId: await makePrice(here, tierId, { amount }) };
	}

	async function bought(priceId: string, { who = ada, code, card, currency }: Buying = {}) {
		const sales = await salesOf(here, who);
		const { url, membershipId } = await sales.buy({
			...{ priceId, ...(code && { code }), ...(currency && { currency }) },
		});
		await pay(installation, url, card);
		return { sales, membershipId };
	}
	return { here, founder, account, ada, on, membership, ledger, tierWith, bought };
}

export type TestSales = Awaited<ReturnType<typeof openTestSales>>;
