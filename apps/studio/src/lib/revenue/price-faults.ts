import { m } from '#lib/paraglide/messages.js';

/** What is wrong with a price as it was typed. */
export const PRICE_FAULT_WORDS = {
	amount: m.prices_wrong_amount,
	least: m.prices_wrong_least,
	days: m.prices_wrong_days,
	months: m.prices_wrong_months,
	payments: m.prices_wrong_payments,
	leastSeats: m.prices_wrong_least_seats,
	mostSeats: m.prices_wrong_most_seats,
	currency: m.prices_wrong_currency,
} as const;
