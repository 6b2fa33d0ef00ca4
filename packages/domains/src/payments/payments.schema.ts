import * as z from 'zod';
import { PlanKey } from '../plans/plans.schema.ts';

/** Where Stripe opens accounts that a platform may charge for. */
export const COUNTRIES = [
	...([
		'AE',
		'AT',
		'AU',
		'BE',
		'BG',
		'BR',
		'CA',
		'CH',
		'CY',
		'CZ',
		'DE',
		'DK',
		'EE',
		'ES',
	] as const),
	...([
		'FI',
		'FR',
		'GB',
		'GI',
		'GR',
		'HK',
		'HR',
		'HU',
		'IE',
		'IT',
		'JP',
		'LI',
		'LT',
		'LU',
	] as const),
	...([
		'LV',
		'MT',
		'MX',
		'MY',
		'NL',
		'NO',
		'NZ',
		'PL',
		'PT',
		'RO',
		'SE',
		'SG',
		'SI',
		'SK',
	] as const),
	...(['TH', 'US'] as const),
] as const;

export const ConnectPayments = z.strictObject({ country: z.enum(COUNTRIES) });
export type ConnectPayments = z.infer<typeof ConnectPayments>;

/** Where the browser goes on. */
export const Elsewhere = z.strictObject({ url: z.url() });
export type Elsewhere = z.infer<typeof Elsewhere>;

/**
 * Where an account stands: its owner has not told all, Stripe checks it, it works and something is due, it takes no
 * payments until something is done, Stripe wants nothing to do with it, it works.
 */
export const ACCOUNT_STATES = [
	...(['onboarding', 'checking', 'due', 'restricted', 'rejected', 'active'] as const),
] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** What Stripe asks for, in few words; `other` for what its own page names best. */
export const DUE_THINGS = [
	...(['address', 'bank_account', 'birthday', 'business_details', 'business_kind'] as const),
	...(['contact', 'document', 'identity_number', 'industry', 'name', 'owners'] as const),
	...(['relationship', 'tax_number', 'terms', 'website', 'other'] as const),
] as const;
export type DueThing = (typeof DUE_THINGS)[number];
export const Due = z.strictObject({
	thing: z.enum(DUE_THINGS),
	/** Whose it is. */
	of: z.enum(['business', 'person']).nullable(),
	isLate: z.boolean(),
	/** What Stripe found wrong with what it was told before, in its words; null where nothing was. */
	problem: z.string().nullable(),
});
export type Due = z.infer<typeof Due>;

export const AccountView = z.strictObject({
	state: z.enum(ACCOUNT_STATES),
	/** Null until Stripe has made it. */
	accountId: z.string().nullable(),
	isLive: z.boolean(),
	country: z.string(),
	currency: z.string().nullable(),
	takesPayments: z.boolean(),
	paysOut: z.boolean(),
	due: z.array(Due),
	/** When payments or payouts stop if nothing is done. */
	deadline: z.date().nullable(),
	connectedAt: z.date(),
	connectedBy: z.string().nullable(),
	readAt: z.date().nullable(),
});
export type AccountView = z.infer<typeof AccountView>;

export const PastAccount = z.strictObject({
	accountId: z.string().nullable(),
	country: z.string(),
	disconnectedAt: z.date(),
	disconnectedBy: z.string().nullable(),
	/** Its owner took the platform's access away at Stripe. */
	isLost: z.boolean(),
	/** Whether memberships that were paid there still run. */
	isEnding: z.boolean(),
});
export type PastAccount = z.infer<typeof PastAccount>;

/** What the caller may do here, for menus. */
export const PaymentRights = z.strictObject({ mayRead: z.boolean(), mayManage: z.boolean() });
export type PaymentRights = z.infer<typeof PaymentRights>;

export const PaymentsView = z.strictObject({
	account: AccountView.nullable(),
	/** The last one, where none is connected now. */
	past: PastAccount.nullable(),
	/** What stays with the platform of each payment, in percent. */
	feePercent: z.number(),
	plan: PlanKey,
	takesRealMoney: z.boolean(),
	mayManage: z.boolean(),
});
export type PaymentsView = z.infer<typeof PaymentsView>;

/** What disconnecting would do. */
export const DisconnectPlan = z.strictObject({
	/** Memberships that run, and would until their paid time ends. */
	running: z.int(),
	/** Whether there are more than were counted. */
	isMore: z.boolean(),
	lastEnd: z.date().nullable(),
});
export type DisconnectPlan = z.infer<typeof DisconnectPlan>;

export const PAYOUT_STATES = ['paid', 'pending', 'in_transit', 'canceled', 'failed'] as const;

/** What Stripe paid to the bank. */
export const Payout = z.strictObject({
	id: z.string(),
	amount: z.int(),
	currency: z.string(),
	state: z.enum(PAYOUT_STATES),
	at: z.date(),
	arrivesAt: z.date(),
});
export type Payout = z.infer<typeof Payout>;

export const Payouts = z.strictObject({
	/** Newest first; the last two dozen. */
	payouts: z.array(Payout),
	/** What lies at Stripe, by currency: what could be paid out, and what cannot yet. */
	balances: z.array(z.strictObject({ currency: z.string(), available: z.int(), pending: z.int() })),
});
export type Payouts = z.infer<typeof Payouts>;
