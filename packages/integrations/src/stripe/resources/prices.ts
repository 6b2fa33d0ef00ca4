import type Stripe from 'stripe';
import { isSame, lister } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused } from '../engine/stripe-error.ts';
import { makeProduct } from './make-product.ts';

/** A decimal as it travels: the SDK makes a number type of it, the wire knows text. */
export const decimal = (amount: number | null): Stripe.Decimal | null =>
	amount === null ? null : (String(amount) as unknown as Stripe.Decimal);

type Amounts = {
	unit_amount?: number;
	unit_amount_decimal?: unknown;
	tax_behavior?: Stripe.Price.TaxBehavior;
	custom_unit_amount?: { enabled: boolean; maximum?: number; minimum?: number; preset?: number };
};

function amountsOf(given: Amounts) {
	const { custom_unit_amount: custom } = given;
	const unit_amount =
		given.unit_amount ?? (given.unit_amount_decimal ? Number(given.unit_amount_decimal) : null);
	if (unit_amount !== null && (!Number.isInteger(unit_amount) || unit_amount < 0))
		throw refused('Invalid integer: amounts are whole units of a currency.', 'unit_amount');
	if ((unit_amount === null) === !custom?.enabled)
		throw refused('Exactly one of unit_amount and custom_unit_amount is needed.', 'unit_amount');
	const { maximum = null, minimum = null, preset = null } = custom ?? {};
	return {
		unit_amount,
		unit_amount_decimal: decimal(unit_amount),
		custom_unit_amount: custom?.enabled ? { maximum, minimum, preset } : null,
		tax_behavior: given.tax_behavior ?? 'unspecified',
	};
}

function currenciesOf(given: Record<string, unknown> | undefined, own: object, currency: string) {
	const shown = Object.entries(given ?? {}).map(([name, amounts]) => [
		name,
		amountsOf(amounts as Amounts),
	]);
	return { [currency]: own, ...Object.fromEntries(shown) } as Stripe.Price['currency_options'];
}

/** A new price; a lookup key moves to it only when that is asked for. */
export function makePrice(shop: Shop, params: Stripe.PriceCreateParams): Stripe.Price {
	if (params.billing_scheme === 'tiered' || params.tiers)
		throw refused('The stand-in knows no tiers.', 'billing_scheme');
	const product = params.product_data
		? makeProduct(shop, params.product_data as Stripe.ProductCreateParams).id
		: shop.need('product', params.product ?? '', 'product').id;
	takeLookupKey(shop, params.lookup_key, params.transfer_lookup_key === true);
	const amounts = amountsOf(params as Amounts);
	const { recurring, active = true, lookup_key = null, nickname = null } = params;
	if (recurring?.usage_type === 'metered')
		throw refused('The stand-in knows no meters.', 'recurring');
	const currency = params.currency.toLowerCase();
	const price = shop.make('price', {
		...{ active, currency, lookup_key, nickname, product, billing_scheme: 'per_unit' },
		...amounts,
		...(params.currency_options && {
			currency_options: currenciesOf(params.currency_options, amounts, currency),
		}),
		metadata: mergeMetadata(null, params.metadata),
		type: recurring ? 'recurring' : 'one_time',
		recurring: recurring
			? {
					interval: recurring.interval,
					interval_count: recurring.interval_count ?? 1,
					...{ meter: null, usage_type: 'licensed' },
					trial_period_days: recurring.trial_period_days ?? null,
				}
			: null,
	});
	const shown = withoutCurrencies(price);
	shop.tell('price.created', shown);
	return price;
}

function takeLookupKey(shop: Shop, key: string | undefined | null, moves: boolean): void {
	if (!key) return;
	for (const holder of shop.by('price', 'lookup_key', key)) {
		if (!moves)
			throw refused(`A price (\`${holder.id}\`) already uses that lookup key.`, 'lookup_key');
		shop.patch('price', holder, { lookup_key: null });
	}
}

/** As answers show it unless `currency_options` is expanded. */
export function withoutCurrencies(price: Stripe.Price): Stripe.Price {
	const { currency_options: _, ...shown } = price;
	return shown;
}

/** What one unit costs in a currency the price knows. */
export function amountIn(price: Stripe.Price, currency: string): number | null {
	if (price.currency === currency) return price.unit_amount;
	const other = price.currency_options?.[currency];
	if (other === undefined) {
		const known = Object.keys(price.currency_options ?? { [price.currency]: null });
		throw refused(
			`The price specified supports currencies of \`${known.join('`, `')}\` which doesn't include the expected currency of \`${currency}\`.`,
			'currency',
		);
	}
	return other.unit_amount;
}

function updatePrice(call: Call<Stripe.PriceUpdateParams>) {
	const { shop, params } = call;
	const old = shop.need('price', part(call));
	if (params.lookup_key !== old.lookup_key)
		takeLookupKey(shop, params.lookup_key, params.transfer_lookup_key === true);
	const { active, nickname, lookup_key, tax_behavior } = params;
	if (tax_behavior && old.tax_behavior !== 'unspecified' && tax_behavior !== old.tax_behavior)
		throw refused('The tax behavior of a price cannot change once it is set.', 'tax_behavior');
	const amounts = { unit_amount: old.unit_amount, unit_amount_decimal: old.unit_amount_decimal };
	const updated = shop.patch('price', old, {
		metadata: mergeMetadata(old.metadata, params.metadata),
		...(active !== undefined && { active }),
		...(nickname !== undefined && { nickname: nickname || null }),
		...(lookup_key !== undefined && { lookup_key: lookup_key || null }),
		...(tax_behavior !== undefined && { tax_behavior }),
		...(params.currency_options && {
			currency_options: {
				...old.currency_options,
				...currenciesOf(
					params.currency_options as Record<string, unknown>,
					{
						...amounts,
						custom_unit_amount: old.custom_unit_amount,
						tax_behavior: old.tax_behavior,
					},
					old.currency,
				),
			},
		}),
	});
	shop.tell('price.updated', withoutCurrencies(updated));
	return updated;
}

/** The legacy face of a recurring price, which subscription items still show. */
export function planOf(price: Stripe.Price): Stripe.Plan {
	const { active, created, currency, metadata, nickname, recurring } = price;
	return {
		...{ id: price.id, object: 'plan', active, created, currency, metadata, nickname },
		amount: price.unit_amount,
		amount_decimal: decimal(price.unit_amount),
		...{ billing_scheme: 'per_unit', livemode: false, meter: null, tiers_mode: null },
		interval: recurring?.interval ?? 'month',
		interval_count: recurring?.interval_count ?? 1,
		product: idOf(price.product),
		...{ transform_usage: null, usage_type: 'licensed' },
		trial_period_days: recurring?.trial_period_days ?? null,
	} as Stripe.Plan;
}

const fits = (price: Stripe.Price, params: Stripe.PriceListParams): boolean =>
	(params.active === undefined || price.active === params.active) &&
	(params.currency === undefined || price.currency === params.currency) &&
	(params.type === undefined || price.type === params.type) &&
	isSame(price.product, params.product) &&
	(params.lookup_keys === undefined || params.lookup_keys.includes(price.lookup_key ?? '')) &&
	(params.recurring?.interval === undefined ||
		price.recurring?.interval === params.recurring.interval);

const PATH = '/v1/prices';
const list = lister('price', fits, ['product', 'product']);
export const PRICES = [
	route('POST', PATH, 'PriceCreateParams', (call: Call<Stripe.PriceCreateParams>) =>
		withoutCurrencies(makePrice(call.shop, call.params)),
	),
	route('GET', PATH, 'PriceListParams', (call: Call<Stripe.PriceListParams>) => {
		const found = list(call);
		return { ...found, data: found.data.map(withoutCurrencies) };
	}),
	route('GET', `${PATH}/:id`, null, (call) =>
		withoutCurrencies(call.shop.need('price', part(call))),
	),
	route('POST', `${PATH}/:id`, 'PriceUpdateParams', (call: Call<Stripe.PriceUpdateParams>) =>
		withoutCurrencies(updatePrice(call)),
	),
];
