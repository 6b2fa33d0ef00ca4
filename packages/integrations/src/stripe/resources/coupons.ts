import type Stripe from 'stripe';
import { lister } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { part, route, type Call } from '../engine/routes.ts';
import type { Shop } from '../engine/shop.ts';
import { refused, StripeError } from '../engine/stripe-error.ts';

function createCoupon({ shop, params }: Call<Stripe.CouponCreateParams>) {
	const { id, percent_off, amount_off, currency, duration = 'once' } = params;
	if (id && shop.get('coupon', id))
		throw new StripeError('Coupon already exists.', {
			code: 'resource_already_exists',
			param: 'id',
		});
	if ((percent_off === undefined) === (amount_off === undefined))
		throw refused('You must pass exactly one of percent_off and amount_off.', 'percent_off');
	if (percent_off !== undefined && !(percent_off > 0 && percent_off <= 100))
		throw refused('Invalid percent_off: must be above 0 and at most 100.', 'percent_off');
	if (amount_off !== undefined && (!(amount_off > 0) || !currency))
		throw refused('You must pass currency when passing amount_off.', 'currency');
	if ((duration === 'repeating') !== (params.duration_in_months !== undefined))
		throw refused('duration_in_months belongs to duration=repeating.', 'duration_in_months');
	const coupon = shop.make('coupon', {
		...(id && { id }),
		...{ percent_off: percent_off ?? null, amount_off: amount_off ?? null, duration },
		currency: currency?.toLowerCase() ?? null,
		duration_in_months: params.duration_in_months ?? null,
		max_redemptions: params.max_redemptions ?? null,
		redeem_by: params.redeem_by ?? null,
		name: params.name ?? null,
		metadata: mergeMetadata(null, params.metadata),
		...{ times_redeemed: 0, valid: true },
		...(params.applies_to?.products && { applies_to: { products: params.applies_to.products } }),
	});
	shop.tell('coupon.created', coupon);
	return coupon;
}

/** The coupon as it is at this moment: what ran out or was used up is no longer valid. */
export function withValidity(shop: Shop, coupon: Stripe.Coupon): Stripe.Coupon {
	const isSpent =
		coupon.max_redemptions !== null && coupon.times_redeemed >= coupon.max_redemptions;
	const isLate = coupon.redeem_by !== null && coupon.redeem_by < shop.now();
	return { ...coupon, valid: !isSpent && !isLate };
}

function updateCoupon(call: Call<Stripe.CouponUpdateParams>) {
	const { shop, params } = call;
	const coupon = shop.need('coupon', part(call));
	const updated = shop.patch('coupon', coupon, {
		metadata: mergeMetadata(coupon.metadata, params.metadata),
		...(params.name !== undefined && { name: params.name }),
	});
	shop.tell('coupon.updated', updated);
	return withValidity(shop, updated);
}

function deleteCoupon(call: Call) {
	const coupon = call.shop.need('coupon', part(call));
	call.shop.drop('coupon', coupon.id);
	call.shop.tell('coupon.deleted', coupon);
	return { id: coupon.id, object: 'coupon', deleted: true };
}

const PATH = '/v1/coupons';
const list = lister('coupon');
export const COUPONS = [
	route('POST', PATH, 'CouponCreateParams', createCoupon),
	route('GET', PATH, 'CouponListParams', (call: Call<Stripe.CouponListParams>) => {
		const found = list(call);
		return { ...found, data: found.data.map((coupon) => withValidity(call.shop, coupon)) };
	}),
	route('GET', `${PATH}/:id`, null, (call) =>
		withValidity(call.shop, call.shop.need('coupon', part(call))),
	),
	route('POST', `${PATH}/:id`, 'CouponUpdateParams', updateCoupon),
	route('DELETE', `${PATH}/:id`, null, deleteCoupon),
];
