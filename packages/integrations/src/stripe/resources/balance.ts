import type Stripe from 'stripe';
import { isSame, lister } from '../engine/lists.ts';
import { part, route, type Call } from '../engine/routes.ts';
import type { Shop } from '../engine/shop.ts';

type Movement = {
	amount: number;
	source: string;
	type: Stripe.BalanceTransaction['type'];
	reporting_category: string;
	fees?: { amount: number; type: string }[];
};

/** One movement on an account's balance, available two days later. */
export function move(shop: Shop, { currency }: { currency: string }, movement: Movement) {
	const { fees = [], ...fields } = movement;
	const fee = fees.reduce((sum, { amount }) => sum + amount, 0);
	const now = shop.now();
	return shop.make('balance_transaction', {
		...{ ...fields, currency, fee, net: movement.amount - fee, created: now },
		...{ available_on: now + 2 * 24 * 60 * 60, balance_type: 'payments', status: 'pending' },
		fee_details: fees.map(({ amount, type }) => ({
			...{ amount, type, currency, application: type === 'application_fee' ? 'ca_local' : null },
			description: type === 'application_fee' ? 'Application fee' : 'Stripe processing fees',
		})),
	} as Partial<Stripe.BalanceTransaction>);
}

/** What is on the account: pending until a movement is available, and paid out is neither. */
function readBalance({ shop }: Call) {
	const now = shop.now();
	const sums = { available: new Map<string, number>(), pending: new Map<string, number>() };
	for (const { available_on, currency, net } of shop.all('balance_transaction')) {
		const sum = sums[available_on <= now ? 'available' : 'pending'];
		sum.set(currency, (sum.get(currency) ?? 0) + net);
	}
	const show = (sum: Map<string, number>) =>
		[...sum].map(([currency, amount]) => ({ amount, currency, source_types: { card: amount } }));
	const available = show(sums.available);
	return { object: 'balance', available, livemode: false, pending: show(sums.pending) };
}

const fits = (
	one: Stripe.BalanceTransaction,
	params: Stripe.BalanceTransactionListParams,
): boolean =>
	isSame(one.source, params.source) &&
	isSame(one.type, params.type) &&
	isSame(one.currency, params.currency);

/** Pays out what is available; the amount is a number and goes nowhere. */
export function payOut(shop: Shop, amount: number, currency: string): Stripe.Payout {
	const payout = shop.make('payout', {
		...{ amount, currency, arrival_date: shop.now() + 24 * 60 * 60, automatic: true },
		...{ metadata: {}, method: 'standard', reconciliation_status: 'completed' },
		...{ source_type: 'card', status: 'paid', type: 'bank_account' },
	});
	const movement = move(shop, payout, {
		...{ amount: -amount, source: payout.id, type: 'payout', reporting_category: 'payout' },
	});
	const paid = shop.patch('payout', payout, { balance_transaction: movement.id });
	shop.put('balance_transaction', { ...movement, available_on: shop.now(), status: 'available' });
	shop.tell('payout.created', paid);
	shop.tell('payout.paid', paid);
	return paid;
}

export const BALANCE = [
	route('GET', '/v1/balance', null, readBalance),
	route(
		'GET',
		'/v1/balance_transactions',
		'BalanceTransactionListParams',
		lister('balance_transaction', fits),
	),
	route('GET', '/v1/balance_transactions/:id', null, (call) =>
		call.shop.need('balance_transaction', part(call)),
	),
	route('GET', '/v1/payouts', 'PayoutListParams', lister('payout')),
	route('GET', '/v1/payouts/:id', null, (call) => call.shop.need('payout', part(call))),
];
