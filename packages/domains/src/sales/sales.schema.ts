import * as z from 'zod';
import { Lasts } from '../offers/offers.schema.ts';
import { Currency } from '../tiers/tiers.schema.ts';
import { Country } from './taxes.schema.ts';

/** What a member pays for what they choose, where the price leaves it to them. */
const Amount = z.int().min(1).max(99_999_999);

export const BuyMembership = z.strictObject({
	...{ priceId: z.uuid(), amount: Amount.optional() },
	/** What it is paid in; the price's own, unless told. */
	currency: Currency.optional(),
	/** Where the buyer lives, for what tax is in it. */
	country: Country.optional(),
	/** Of an offer. */
	code: z.string().max(100).optional(),
});
export type BuyMembership = z.infer<typeof BuyMembership>;

export const PurchaseRef = z.strictObject({ membershipId: z.uuid() });
export type PurchaseRef = z.infer<typeof PurchaseRef>;

/** Where the buyer goes on: to Stripe's page. */
export const Checkout = z.strictObject({ membershipId: z.uuid(), url: z.url() });
export type Checkout = z.infer<typeof Checkout>;

/** How a purchase stands: Stripe has not said yet, it is good, it came to nothing, its card was tried with before. */
export const PurchaseState = z.strictObject({
	state: z.enum(['waiting', 'open', 'ended', 'tried']),
	tier: z.string(),
});
export type PurchaseState = z.infer<typeof PurchaseState>;

export const ChangePlan = z.strictObject({ membershipId: z.uuid(), priceId: z.uuid() });
export type ChangePlan = z.infer<typeof ChangePlan>;

/** A change at the moment it was previewed for, so that what was shown is what is paid. */
export const ConfirmChange = z.strictObject({ ...ChangePlan.shape, at: z.int().positive() });
export type ConfirmChange = z.infer<typeof ConfirmChange>;

export const ChangePreview = z.strictObject({
	/** Seconds; say it again to confirm. */
	at: z.int(),
	/** To be paid now, in the currency's smallest unit; what is less than nothing stays as credit. */
	due: z.int(),
	/** What of it is tax. */
	tax: z.int(),
	/** What was paid for and is not used any more. */
	credit: z.int(),
	currency: z.string(),
	/** Each later time, with what of it is tax. */
	next: z.strictObject({ amount: z.int(), tax: z.int(), at: z.date() }).nullable(),
});
export type ChangePreview = z.infer<typeof ChangePreview>;

/** Why somebody leaves, in Stripe's words, so that both count the same. */
export const REASONS = [
	...(['too_expensive', 'missing_features', 'switched_service', 'unused'] as const),
	...(['customer_service', 'too_complex', 'low_quality', 'other'] as const),
] as const;

export const CancelMembership = z.strictObject({
	membershipId: z.uuid(),
	reason: z.enum(REASONS).nullable(),
	comment: z.string().trim().max(500),
});
/** What may keep who is about to leave: what they pay now, and what they would pay. */
export const KeepingOffer = z.strictObject({
	...{ offerId: z.uuid(), name: z.string(), before: z.int(), after: z.int(), currency: z.string() },
	every: z.enum(['month', 'year']),
	lasts: Lasts,
	months: z.int().nullable(),
});
export type KeepingOffer = z.infer<typeof KeepingOffer>;

export const AcceptOffer = z.strictObject({ membershipId: z.uuid(), offerId: z.uuid() });
export type AcceptOffer = z.infer<typeof AcceptOffer>;
export type CancelMembership = z.infer<typeof CancelMembership>;

export const MOST_PAUSED_MONTHS = 3;
export const PauseMembership = z.strictObject({
	membershipId: z.uuid(),
	months: z.int().min(1).max(MOST_PAUSED_MONTHS),
});
export type PauseMembership = z.infer<typeof PauseMembership>;

/** What a member owes, as they are told on every page. */
export const Owed = z.strictObject({
	membershipId: z.uuid(),
	tier: z.string(),
	state: z.enum(['past_due', 'suspended']),
	/** Until when everything stays open; null where it no longer does. */
	until: z.date().nullable(),
});
export type Owed = z.infer<typeof Owed>;

/** What was given back of a bill, as a document of its own. */
const Note = z.strictObject({
	id: z.string(),
	number: z.string(),
	at: z.date(),
	amount: z.int(),
	/** What of it is tax. */
	tax: z.int(),
	currency: z.string(),
	pdfUrl: z.string(),
});
/** With the entry of the ledger that tells of it. */
export const CreditNote = Note.extend({ entryId: z.uuid() });
export type CreditNote = z.infer<typeof CreditNote>;

/** What the register of a tax number says: it was asked, knows it, does not; or nobody asks one. */
export const TAX_ID_STATES = ['pending', 'verified', 'unverified', 'unavailable'] as const;
export const TaxId = z.strictObject({
	type: z.string(),
	value: z.string(),
	status: z.enum(TAX_ID_STATES),
});
export type TaxId = z.infer<typeof TaxId>;

export const INVOICE_STATES = ['paid', 'open', 'void', 'uncollectible', 'draft'] as const;
export const Invoice = z.strictObject({
	id: z.string(),
	number: z.string().nullable(),
	at: z.date(),
	amount: z.int(),
	/** What of it is tax. */
	tax: z.int(),
	currency: z.string(),
	status: z.enum(INVOICE_STATES),
	/** Stripe's page of it, where an open one is paid, and its PDF. */
	pageUrl: z.string().nullable(),
	pdfUrl: z.string().nullable(),
	creditNotes: z.array(Note),
});
export type Invoice = z.infer<typeof Invoice>;

export const Elsewhere = z.strictObject({ url: z.url() });
export type Elsewhere = z.infer<typeof Elsewhere>;

export const RefundPayment = z.strictObject({
	membershipId: z.uuid(),
	entryId: z.uuid(),
	/** All that is left of it, unless told. */
	amount: Amount.optional(),
	/** What was left of it for who decided; where that is not so any more, nothing is given back. */
	left: z.int().min(0).optional(),
	reason: z.string().trim().min(1).max(300),
});
export type RefundPayment = z.infer<typeof RefundPayment>;

/**
 * What the ledger tells. Money: a payment, what was given back, what a bank took back and gave again. Movements of
 * what comes in each month: of who is new, pays more or less, left, came back.
 */
export const ENTRY_KINDS = [
	...(['payment', 'refund', 'refund_failed', 'dispute', 'dispute_won'] as const),
	...(['new', 'expansion', 'contraction', 'churn', 'reactivation'] as const),
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export const LedgerEntry = z.strictObject({
	id: z.uuid(),
	at: z.date(),
	kind: z.enum(ENTRY_KINDS),
	amount: z.int(),
	fee: z.int(),
	/** What of the amount is tax. */
	tax: z.int(),
	mrrDelta: z.int(),
	currency: z.string(),
	/** Of a payment: what could still be given back. */
	left: z.int(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** What is remembered of a purchase beside its columns. */
export const PurchaseData = z.object({
	/** The account at Stripe that is paid. */
	account: z.string().optional(),
	/** Which time the buyer is led to Stripe's page, for what, and which page it is. */
	attempt: z.int().default(0),
	/** Seconds: since when it is. */
	beganAt: z.int().optional(),
	wish: z.string().optional(),
	session: z.object({ id: z.string(), url: z.string(), until: z.int() }).optional(),
	payment: z.string().optional(),
	/** What it brings each month, in the smallest unit of `currency`; the ledger's movements add up to it. */
	mrr: z.int().default(0),
	currency: z.string().optional(),
	hadMrr: z.boolean().default(false),
	/** What is taken off each payment now, until when. */
	discount: z
		.object({
			...{ offerId: z.string().nullable(), percent: z.number().nullable() },
			...{ amount: z.int().nullable(), until: z.int().nullable() },
		})
		.optional(),
	/** Of what is paid in parts: how many were, and of how many; the membership stays once all are. */
	parts: z.object({ paid: z.int(), of: z.int() }).optional(),
	/** What the buyer told last as the number of their business. */
	taxId: TaxId.optional(),
	/** The rate that its bills bear, where there is one. */
	tax: z.object({ name: z.string(), percent: z.number(), isIncluded: z.boolean() }).optional(),
	/** A hash of the card that paid last. */
	card: z.string().optional(),
	/** Its card tried this tier before, so that nothing was opened. */
	tried: z.boolean().optional(),
	/** Of a group that another took over: the card of who had it before. */
	lentCard: z.string().optional(),
	/** Seconds: since when the last payment is owed. */
	owedSince: z.int().optional(),
	/** Seconds: until when the next payment is put off; only while it is. */
	extendedUntil: z.int().optional(),
	/** The last time that somebody put it off: from when until when, since when that is held, and whether the log has it. */
	extension: z
		.object({ from: z.int(), until: z.int(), at: z.int(), isLogged: z.boolean() })
		.optional(),
	/** Seconds: until when payments are paused. */
	pausedUntil: z.int().optional(),
	/** Of two answers of Stripe's the one to the later question counts. */
	asked: z.int().default(0),
	heard: z.int().default(0),
});
export type PurchaseData = z.infer<typeof PurchaseData>;
