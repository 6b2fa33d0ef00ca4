import type Stripe from 'stripe';
import { isSame, lister } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused, StripeError } from '../engine/stripe-error.ts';

function createCode({ shop, params }: Call<Stripe.PromotionCodeCreateParams>) {
	const coupon = shop.need('coupon', params.promotion.coupon ?? '', 'promotion[coupon]');
	const code = params.code ?? shop.world.ids.next('c').slice(-8).toUpperCase();
	if (!/^[a-zA-Z0-9-]+$/.test(code))
		throw refused('Invalid code: letters, digits and dashes.', 'code');
	if (shop.by('promotion_code', 'code', code.toLowerCase()).some((other) => other.active))
		throw refused('An active promotion code with `code: ' + code + '` already exists.', 'code');
	const { restrictions: rules, customer, expires_at, max_redemptions, active = true } = params;
	if (customer) shop.need('customer', customer, 'customer');
	const made = shop.make('promotion_code', {
		...{ active, code, customer: customer ?? null, times_redeemed: 0 },
		expires_at: expires_at ?? null,
		max_redemptions: max_redemptions ?? null,
		metadata: mergeMetadata(null, params.metadata),
		promotion: { coupon: coupon.id, type: 'coupon' },
		restrictions: {
			first_time_transaction: rules?.first_time_transaction ?? false,
			minimum_amount: rules?.minimum_amount ?? null,
			minimum_amount_currency: rules?.minimum_amount_currency ?? null,
		},
	});
	shop.tell('promotion_code.created', made);
	return made;
}

/** Whether a code may be used: by this customer, for this amount, now. */
export function checkCode(
	shop: Shop,
	code: Stripe.PromotionCode,
	use: { customer: string | null; amount: number; currency: string },
): void {
	const { restrictions: rules, max_redemptions: most, expires_at } = code;
	const invalid = (why: string) =>
		new StripeError(`This promotion code cannot be redeemed because ${why}.`, {
			code: 'promotion_code_invalid',
		});
	if (!code.active) throw invalid('it is not active');
	if (expires_at !== null && expires_at < shop.now()) throw invalid('it has expired');
	if (most !== null && code.times_redeemed >= most)
		throw invalid('it was redeemed as often as it may');
	if (idOf(code.customer) !== null && idOf(code.customer) !== use.customer)
		throw invalid('it belongs to another customer');
	if (rules.minimum_amount !== null && use.amount < rules.minimum_amount)
		throw invalid('the order is below its minimum amount');
	if (rules.first_time_transaction && use.customer !== null && hasPaid(shop, use.customer))
		throw invalid('it is for first-time orders only');
}

const hasPaid = (shop: Shop, customer: string): boolean =>
	shop.by('invoice', 'customer', customer).some(({ amount_paid }) => amount_paid > 0);

function updateCode(call: Call<Stripe.PromotionCodeUpdateParams>) {
	const { shop, params } = call;
	const code = shop.need('promotion_code', part(call));
	const updated = shop.patch('promotion_code', code, {
		metadata: mergeMetadata(code.metadata, params.metadata),
		...(params.active !== undefined && { active: params.active }),
	});
	shop.tell('promotion_code.updated', updated);
	return updated;
}

const fits = (code: Stripe.PromotionCode, params: Stripe.PromotionCodeListParams): boolean =>
	(params.active === undefined || code.active === params.active) &&
	(params.code === undefined || code.code.toLowerCase() === params.code.toLowerCase()) &&
	isSame(code.promotion.coupon, params.coupon) &&
	isSame(code.customer, params.customer);

const PATH = '/v1/promotion_codes';
export const PROMOTION_CODES = [
	route('POST', PATH, 'PromotionCodeCreateParams', createCode),
	route('GET', PATH, 'PromotionCodeListParams', lister('promotion_code', fits)),
	route('GET', `${PATH}/:id`, null, (call) => call.shop.need('promotion_code', part(call))),
	route('POST', `${PATH}/:id`, 'PromotionCodeUpdateParams', updateCode),
];
