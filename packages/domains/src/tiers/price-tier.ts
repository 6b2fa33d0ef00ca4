import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { tierTarget } from './save-tier.ts';
import { insertPrice, priceCount, priceRow, putPriceAway, tierRow } from './tiers.queries.ts';
import { MOST_PRICES, type AddPrice, type PriceRef } from './tiers.schema.ts';

/**
 * Adds a price, in place of another when one is named: prices are never changed, because somebody pays them. Sent again,
 * it is there once. Throws `tiers.not_found`, `tiers.price_not_found`, `tiers.too_many_prices`.
 */
export async function addPrice(
	ctx: CommunityContext,
	{ tierId, id, terms, replacesId }: AddPrice,
): Promise<PriceRef> {
	ctx.authorize('update', 'Tier');
	requireModule(ctx, 'memberships');
	const now = ctx.clock.now();
	await ctx.transaction(async (tx) => {
		const tier = await tierRow(tx.db, tierId).forNoKeyUpdate().executeTakeFirst();
		if (!tier) throw new NotFoundError('tiers.not_found');
		const { count } = await priceCount(tx.db, tierId).executeTakeFirstOrThrow();
		const known = await priceRow(tx.db, id).executeTakeFirst();
		if (known) return;
		if (count >= MOST_PRICES) throw new LimitReachedError('tiers.too_many_prices');
		if (replacesId) await putAway(ctx, tx, replacesId, tierId);
		const { otherCurrencies, ...money } = terms;
		await insertPrice(tx.db, {
			...{ id, tierId, status: 'active', createdAt: now, ...money },
			otherCurrencies: JSON.stringify(otherCurrencies),
		}).execute();
		tx.audit({ action: 'prices.added', target: tierTarget(tier), after: { ...terms } });
		await tx.emit('tiers.price_added', { tierId, priceId: id });
		tx.touchCommunity();
	});
	return { priceId: id };
}

/** Takes a price off the offer; who pays it goes on paying it. Throws `tiers.price_not_found`. */
export async function archivePrice(ctx: CommunityContext, { priceId }: PriceRef): Promise<void> {
	ctx.authorize('update', 'Tier');
	requireModule(ctx, 'memberships');
	await ctx.transaction(async (tx) => {
		const price = await priceRow(tx.db, priceId).executeTakeFirst();
		if (!price) throw new NotFoundError('tiers.price_not_found');
		await putAway(ctx, tx, priceId, price.tierId);
		tx.touchCommunity();
	});
}

async function putAway(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	priceId: string,
	tierId: string,
): Promise<void> {
	const price = await priceRow(tx.db, priceId).forNoKeyUpdate().executeTakeFirst();
	if (price?.tierId !== tierId) throw new NotFoundError('tiers.price_not_found');
	const put = await putPriceAway(tx.db, priceId, ctx.clock.now()).executeTakeFirst();
	if (!put) throw new ConflictError('tiers.price_archived');
	const tier = await tierRow(tx.db, tierId).executeTakeFirstOrThrow();
	const { kind, currency, amount } = price;
	tx.audit({
		action: 'prices.archived',
		target: tierTarget(tier),
		before: { kind, currency, amount },
	});
	await tx.emit('tiers.price_archived', { tierId, priceId });
}
