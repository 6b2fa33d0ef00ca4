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

export const INTERVALS = ['month', 'year'] as const;
export const Interval = z.enum(INTERVALS);
export type Interval = z.infer<typeof Interval>;

/** A paid plan as it is chosen. */
export const PlanChoice = z.strictObject({ plan: z.enum(['pro', 'business']), interval: Interval });
export type PlanChoice = z.infer<typeof PlanChoice>;

/** So long a paid plan is tried for nothing, once, by an organization that never had one. */
export const TRIAL_DAYS = 14;

export const OfOrganization = z.strictObject({ organizationId: z.uuid() });
export type OfOrganization = z.infer<typeof OfOrganization>;
export const ChoosePlan = OfOrganization.extend(PlanChoice.shape);
export type ChoosePlan = z.infer<typeof ChoosePlan>;

export const BuyPlan = ChoosePlan.extend({
	/** Tried first: nothing is charged before `TRIAL_DAYS` are over. */
	isTrial: z.boolean().default(false),
});
export type BuyPlan = z.infer<typeof BuyPlan>;

/** A change as it was previewed: what is due is worked out for that second. */
export const ChangePlan = ChoosePlan.extend({ at: z.int().min(0).nullable() });
export type ChangePlan = z.infer<typeof ChangePlan>;

/** Why somebody leaves, in Stripe's words for it. */
export const CANCEL_REASONS = [
	...(['too_expensive', 'missing_features', 'switched_service', 'unused', 'too_complex'] as const),
	...(['low_quality', 'customer_service', 'other'] as const),
] as const;
export const CancelPlan = OfOrganization.extend({
	reason: z.enum(CANCEL_REASONS).nullable(),
	comment: z.string().trim().max(500),
});
export type CancelPlan = z.infer<typeof CancelPlan>;

/** Below, from four fifths on, beyond it, and beyond it for longer than the days of grace. */
export const MeterState = z.enum(['ok', 'near', 'over', 'late']);
export const MeterView = z.strictObject({
	meter: z.enum(METERS),
	used: z.number(),
	limit: z.number(),
	state: MeterState,
	/** Until when nobody is asked again to take a larger plan. */
	graceUntil: z.date().nullable(),
});
export type MeterView = z.infer<typeof MeterView>;

export const PlanView = z.strictObject({
	plan: PlanKey,
	/** What was bought; null on Free. */
	interval: Interval.nullable(),
	/** In cents for each interval, as it was bought. */
	amount: z.int().nullable(),
	status: z.string(),
	periodEnd: z.date().nullable(),
	trialEnd: z.date().nullable(),
	/** Whether a paid plan can be tried first. */
	mayTry: z.boolean(),
	/** When it ends and Free begins. */
	cancelAt: z.date().nullable(),
	/** What it becomes at the end of the period. */
	next: z.strictObject({ plan: PlanKey, interval: Interval.nullable(), at: z.date() }).nullable(),
	meters: z.array(MeterView),
	hasCustomer: z.boolean(),
	mayBuy: z.boolean(),
	takesRealMoney: z.boolean(),
});
export type PlanView = z.infer<typeof PlanView>;

/** What a change would cost, and when. */
export const Preview = z.discriminatedUnion('kind', [
	/** Nothing runs yet: bought on Stripe's page. */
	z.strictObject({ kind: z.literal('checkout'), amount: z.int() }),
	/** At once; `dueNow` is charged when it is confirmed. */
	z.strictObject({
		kind: z.literal('now'),
		dueNow: z.int(),
		lines: z.array(z.strictObject({ text: z.string(), amount: z.int() })),
		tax: z.int(),
		/** For which second it was worked out. */
		at: z.int(),
		amount: z.int(),
	}),
	/** With the next period, and nothing is due before. */
	z.strictObject({ kind: z.literal('later'), at: z.date(), amount: z.int() }),
]);
export type Preview = z.infer<typeof Preview>;

export const InvoiceView = z.strictObject({
	id: z.string(),
	number: z.string().nullable(),
	at: z.date(),
	total: z.int(),
	currency: z.string(),
	status: z.string(),
	url: z.string().nullable(),
	pdf: z.string().nullable(),
});
export type InvoiceView = z.infer<typeof InvoiceView>;

export const PlanUrl = z.strictObject({ url: z.url() });
export type PlanUrl = z.infer<typeof PlanUrl>;
