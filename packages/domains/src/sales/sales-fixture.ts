import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import {
	createTestCommunity,
	type TestCommunity,
	type TestMember,
} from '@kith/testing/test-community';
import type { TestInstallation } from '@kith/testing/test-installation';
import { openAccount } from '@kith/testing/test-payments';
import { communityCaller } from '../index.ts';
import { startModule } from '../modules/index.ts';

/** A community that sells, on an account that may be charged on. */
export async function openSales(installation: TestInstallation) {
	const here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	await startModule(await here.as(founder), 'memberships');
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
	leastAmount?: number;
};

export async function makePrice(
	{ db }: TestCommunity,
	tierId: string,
	{ amount, kind = 'recurring', every = 'month', ...more }: PriceWish,
): Promise<string> {
	const id = newId();
	await db
		.insertInto('prices')
		.values({
			...{ id, tierId, kind, amount, currency: 'eur', status: 'active', createdAt: new Date() },
			...(kind === 'recurring' && { every }),
			...more,
		})
		.execute();
	return id;
}

export const salesOf = async (here: TestCommunity, who: TestMember) =>
	communityCaller(await here.as(who)).sales;
