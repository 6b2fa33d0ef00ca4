import type { CommunityContext } from '../context.ts';
import { askingId } from '../members/index.ts';
import { requireModule } from '../modules/index.ts';
import {
	allPrices,
	allTiers,
	offeredTiers,
	payablePrices,
	runningCurrencies,
	tiersHeldBy,
	tiersTriedBy,
} from './tiers.queries.ts';
import { Benefits, Entitlements, Offer, Price, Tier } from './tiers.schema.ts';

/** All tiers with their prices, in order, for who decides what is sold and who looks on. */
export async function listTiers(ctx: CommunityContext): Promise<Tier[]> {
	ctx.authorize('read', 'Tier');
	requireModule(ctx, 'memberships');
	const [tiers, prices] = await Promise.all([
		allTiers(ctx.db).execute(),
		allPrices(ctx.db).execute(),
	]);
	const ofTier = Map.groupBy(
		prices.map((row) => Price.parse(row)),
		({ tierId }) => tierId,
	);
	return tiers.map((row) => Tier.parse({ ...row, prices: ofTier.get(row.id) ?? [] }));
}

/** What is offered here, for the pricing page: public tiers that somebody can pay for now. Nothing where nothing is sold. */
// authorize: an offer is public by definition; it holds what its owner wrote for strangers.
export async function listOffers(ctx: CommunityContext): Promise<Offer[]> {
	if (ctx.snapshot.offers.length === 0) return [];
	const [tiers, prices] = await Promise.all([
		offeredTiers(ctx.db).execute(),
		payablePrices(ctx.db).execute(),
	]);
	const memberId = askingId(ctx);
	const held = memberId ? await tiersHeldBy(ctx.db, memberId).execute() : [];
	const tried = memberId ? await tiersTriedBy(ctx.db, memberId).execute() : [];
	const [paying] = memberId ? await runningCurrencies(ctx.db, memberId).execute() : [];
	const paysIn = paying?.currency ?? null;
	const mine = new Set(held.map(({ tierId }) => tierId));
	const isTried = new Set(tried.map(({ tierId }) => tierId));
	const ofTier = Map.groupBy(prices, ({ tierId }) => tierId);
	return tiers.flatMap(({ id, name, slug, description, trialDays, ...row }) => {
		const payable = (ofTier.get(id) ?? []).map(shown);
		if (payable.length === 0) return [];
		const prices = payable.filter(({ kind }) => kind !== 'gift' && kind !== 'group');
		const [gifts, groups] = ['gift', 'group'].map((one) =>
			payable.filter(({ kind }) => kind === one),
		);
		const benefits = Benefits.parse(row.benefits);
		const spaces = opened(ctx, row.entitlements);
		return Offer.parse({
			...{ id, name, slug, description, benefits, spaces, isMine: mine.has(id) },
			trialDays: isTried.has(id) ? 0 : trialDays,
			...{ prices, gifts, groups, paysIn },
		});
	});
}

function opened({ snapshot }: CommunityContext, entitlements: unknown): Offer['spaces'] {
	const ids = Entitlements.parse(entitlements).flatMap((one) =>
		one.kind === 'space' ? one.spaceId : [],
	);
	return snapshot.spaces
		.filter(({ id, visibility }) => ids.includes(id) && visibility === 'private')
		.map(({ id, name, icon }) => ({ id, name, icon }));
}

function shown(price: Awaited<ReturnType<ReturnType<typeof payablePrices>['execute']>>[number]) {
	const { id, kind, every, days, months, payments, currency, amount } = price;
	const { leastAmount, otherCurrencies, leastSeats, mostSeats } = price;
	const terms = { id, kind, every, days, months, payments };
	return { ...terms, leastSeats, mostSeats, currency, amount, leastAmount, otherCurrencies };
}
