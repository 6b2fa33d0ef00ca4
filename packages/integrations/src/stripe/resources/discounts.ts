import type Stripe from 'stripe';
import { addIntervals } from '../engine/calendar.ts';
import { percentOf, split } from '../engine/money.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { StripeError } from '../engine/stripe-error.ts';
import { withValidity } from './coupons.ts';
import { checkCode } from './promotion-codes.ts';

export type DiscountGiven = { coupon?: string; discount?: string; promotion_code?: string };

/** Who and what a discount is for. */
export type DiscountUse = {
	customer: string | null;
	subscription: string | null;
	checkout_session?: string | null;
	amount: number;
	currency: string;
};

/** Redeems coupons and codes, each counted once; a discount that exists already stays. */
export function redeem(shop: Shop, given: readonly DiscountGiven[], use: DiscountUse): string[] {
	return given.map((one) => {
		if (one.discount) return shop.need('discount', one.discount, 'discounts').id;
		const code = one.promotion_code
			? shop.need('promotion_code', one.promotion_code, 'discounts')
			: null;
		const coupon = shop.need(
			'coupon',
			one.coupon ?? idOf(code?.promotion.coupon) ?? '',
			'discounts',
		);
		checkCoupon(shop, coupon, use.currency);
		if (code !== null) {
			checkCode(shop, code, use);
			shop.patch('promotion_code', code, { times_redeemed: code.times_redeemed + 1 });
		}
		shop.patch('coupon', coupon, { times_redeemed: coupon.times_redeemed + 1 });
		return makeDiscount(shop, coupon, code, use);
	});
}

function makeDiscount(
	shop: Shop,
	coupon: Stripe.Coupon,
	code: Stripe.PromotionCode | null,
	{ customer, subscription, checkout_session = null }: DiscountUse,
): string {
	const start = shop.now();
	const months = coupon.duration_in_months;
	const discount = shop.make('discount', {
		...{ checkout_session, customer, subscription, start, promotion_code: code?.id ?? null },
		end: months === null ? null : addIntervals(start, 'month', months),
		// Whole, so that a coupon deleted later still counts for those who have it.
		source: { coupon: coupon.id, type: 'coupon' },
	});
	shop.put('own.note', { id: discount.id, given: { coupon } });
	if (customer !== null) shop.tell('customer.discount.created', discount);
	return discount.id;
}

function checkCoupon(shop: Shop, coupon: Stripe.Coupon, currency: string): void {
	if (!withValidity(shop, coupon).valid)
		throw new StripeError(`Coupon ${coupon.id} is expired or used up.`, {
			code: 'coupon_expired',
			param: 'discounts',
		});
	if (coupon.amount_off !== null && coupon.currency !== currency)
		throw new StripeError(`The coupon is in ${coupon.currency}, not in ${currency}.`, {
			param: 'discounts',
		});
}

/** The coupon as it was when it was redeemed. */
export const couponOf = (shop: Shop, discount: string): Stripe.Coupon =>
	shop.get('own.note', discount)?.given['coupon'] as Stripe.Coupon;

/** Those discounts that still count at a moment. */
export function runningDiscounts(
	shop: Shop,
	discounts: readonly (string | { id: string })[],
	at: number,
) {
	return discounts.flatMap((given) => {
		const discount = shop.get('discount', idOf(given));
		return discount && (discount.end === null || discount.end > at) ? [discount] : [];
	});
}

/** What one line is for the purpose of discounts. */
export type Discountable = { amount: number; product: string | null; discountable: boolean };

/** How much each discount takes off each line, one discount after the other. */
export function discountLines(
	shop: Shop,
	lines: readonly Discountable[],
	discounts: readonly string[],
): number[][] {
	const left = lines.map(({ amount }) => amount);
	return discounts.map((id) => {
		const coupon = couponOf(shop, id);
		const only = coupon.applies_to?.products;
		const open = lines.map((line, index) => {
			const counts = line.discountable && (!only || only.includes(line.product ?? ''));
			return counts ? Math.max(0, left[index] ?? 0) : 0;
		});
		const total = open.reduce((sum, amount) => sum + amount, 0);
		const off =
			coupon.percent_off === null
				? split(Math.min(coupon.amount_off ?? 0, total), open)
				: open.map((amount) => percentOf(amount, coupon.percent_off ?? 0));
		for (const [index, amount] of off.entries()) left[index] = (left[index] ?? 0) - amount;
		return off;
	});
}
