import * as z from 'zod';

export const PLAN_KEYS = ['free', 'pro', 'business'] as const;
export const PlanKey = z.enum(PLAN_KEYS);
export type PlanKey = z.infer<typeof PlanKey>;

/** What is counted, in the order it is shown; storage in bytes. */
export const METERS = ['members', 'storage', 'mails', 'calls'] as const;
export type Meter = (typeof METERS)[number];

export type Plan = {
	/** In cents of `CURRENCY`; nothing to pay where null. */
	prices: Readonly<Record<'month' | 'year', number>> | null;
	/** What stays with the platform of what members pay, in percent. */
	feePercent: number;
	/** Up to here a plan is meant; nothing ends beyond it. */
	meters: Readonly<Record<Meter, number>>;
};

export const CURRENCY = 'eur';
const GB = 1024 ** 3;

/** What an organization can have: prices, fees and measures are here and nowhere else. */
export const PLANS: Readonly<Record<PlanKey, Plan>> = {
	free: {
		...{ prices: null, feePercent: 5 },
		meters: { members: 500, storage: 5 * GB, mails: 5_000, calls: 10_000 },
	},
	pro: {
		...{ prices: { month: 4_900, year: 49_000 }, feePercent: 2 },
		meters: { members: 5_000, storage: 100 * GB, mails: 100_000, calls: 500_000 },
	},
	business: {
		...{ prices: { month: 19_900, year: 199_000 }, feePercent: 0.5 },
		meters: { members: 50_000, storage: 1_000 * GB, mails: 1_000_000, calls: 5_000_000 },
	},
};
