import * as z from 'zod';

export const RevenueRange = z.strictObject({ months: z.int().min(3).max(36).default(12) });
export type RevenueRange = z.infer<typeof RevenueRange>;

/** What one month brought, in the currency's smallest unit. */
export const RevenueMonth = z.strictObject({
	/** Year and month, as `2026-11`. */
	month: z.string(),
	/** What comes in each month, at this month's end. */
	mrr: z.int(),
	...{ new: z.int(), expansion: z.int(), reactivation: z.int() },
	...{ contraction: z.int(), churn: z.int() },
	/** Payments. */
	gross: z.int(),
	/** What was given back, or a bank took back: nothing or less. */
	returned: z.int(),
	/** What stayed with the platform. */
	fees: z.int(),
	/** What of payments and of what went back is tax. */
	taxes: z.int(),
});
export type RevenueMonth = z.infer<typeof RevenueMonth>;

export const RevenueIn = z.strictObject({
	currency: z.string(),
	months: z.array(RevenueMonth),
	/** Of what came in each month when the last whole month began, the part that left in it; null where nothing came in. */
	churnRate: z.number().nullable(),
});

export const Revenue = z.strictObject({
	/** One for each currency, the one that brings most first; at least one. */
	currencies: z.array(RevenueIn),
	counts: z.strictObject({
		...{
			active: z.int(),
			trialing: z.int(),
			pastDue: z.int(),
			suspended: z.int(),
			paused: z.int(),
		},
	}),
	owing: z.array(
		z.strictObject({
			...{ id: z.uuid(), memberId: z.uuid(), name: z.string(), tier: z.string() },
			status: z.enum(['past_due', 'suspended']),
			since: z.date().nullable(),
		}),
	),
});
export type Revenue = z.infer<typeof Revenue>;
