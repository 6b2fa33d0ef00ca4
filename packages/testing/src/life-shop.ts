import { newId } from '@kith/kernel/ids';
import { CODES, PRICES, type CodeName, type PriceName, type TierName } from './lifecycles.ts';
import type { TestInstallation } from './test-installation.ts';
import { makeOffer } from './test-offers.ts';
import { makePrice, makeTier, openSales } from './test-sales.ts';
import { openShop } from './test-tiers.ts';

/** A community that sells what lifecycles buy; each tier opens a private space of its own. */
export async function openLifeShop(installation: TestInstallation) {
	const sales = await openSales(installation);
	const { here, founder } = sales;
	const shop = await openShop(installation, here);

	async function tier(name: string, trialDays = 0): Promise<{ tierId: string; room: string }> {
		const room = await shop.room();
		const tierId = await makeTier(here, { name, trialDays });
		const opens = JSON.stringify([{ kind: 'space', spaceId: room }]);
		await here.db
			.updateTable('tiers')
			.set({ entitlements: opens })
			.where('id', '=', tierId)
			.execute();
		return { tierId, room };
	}

	const tiers: Record<Exclude<TierName, 'tried'>, Awaited<ReturnType<typeof tier>>> = {
		supporter: await tier('Supporter'),
		patron: await tier('Patron'),
	};
	const prices = new Map<PriceName, string>();
	for (const [name, { tier: of, ...price }] of Object.entries(PRICES))
		if (of !== 'tried')
			prices.set(name as PriceName, await makePrice(here, tiers[of].tierId, price));
	const codes = new Map<CodeName, string>();
	for (const [name, terms] of Object.entries(CODES))
		codes.set(name as CodeName, (await makeOffer(here, founder, { terms })).code);
	await makeOffer(here, founder, {
		...{ purpose: 'retention', name: `Stay ${newId().slice(-4)}` },
		...{ terms: { gives: 'percent', percent: 50, lasts: 'forever', months: null } },
		tierIds: [tiers.patron.tierId],
	});

	/** A tier that one person alone tries: a card is good for one trial of each tier. */
	async function triedTier() {
		const own = await tier(`Tried ${newId().slice(-6)}`, 14);
		const { tier: _, ...price } = PRICES['tried.month'];
		return { ...own, priceId: await makePrice(here, own.tierId, price) };
	}
	return { ...sales, tiers, prices, codes, triedTier };
}

export type LifeShop = Awaited<ReturnType<typeof openLifeShop>>;
