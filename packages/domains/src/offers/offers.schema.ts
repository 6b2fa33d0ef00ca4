import * as z from 'zod';
import { Currency } from '../tiers/tiers.schema.ts';

/** Of one community, archived ones too. */
export const MOST_OFFERS = 300;
const MOST_AMOUNT = 99_999_999;

/** A code as it is kept: letters, digits and dashes, without regard to case. */
export const OfferCode = z
	.string()
	.trim()
	.toUpperCase()
	.regex(/^[A-Z0-9][A-Z0-9-]{2,38}[A-Z0-9]$/);

export const Purpose = z.enum(['signup', 'retention']);
export type Purpose = z.infer<typeof Purpose>;
/** What it counts for: the next payment, those of some months, all. */
export const Lasts = z.enum(['once', 'months', 'forever']);
export type Lasts = z.infer<typeof Lasts>;
/** How what it is for is paid. */
const PaidEvery = z.enum(['month', 'year', 'once']);

const Lasting = { lasts: Lasts, months: z.int().min(1).max(36).nullable().default(null) };

/** What it takes off, or how long nothing is paid. */
export const OfferTerms = z
	.discriminatedUnion('gives', [
		z.strictObject({ gives: z.literal('percent'), percent: z.int().min(1).max(100), ...Lasting }),
		z.strictObject({
			...{ gives: z.literal('amount'), amount: z.int().min(1).max(MOST_AMOUNT) },
			...{ currency: Currency, ...Lasting },
		}),
		z.strictObject({ gives: z.literal('trial'), trialDays: z.int().min(1).max(365) }),
	])
	.refine(
		(terms) => terms.gives === 'trial' || (terms.lasts === 'months') === (terms.months !== null),
	);
export type OfferTerms = z.infer<typeof OfferTerms>;

export const OfferRef = z.strictObject({ offerId: z.uuid() });
export type OfferRef = z.infer<typeof OfferRef>;

/** What may change once it is out in the world. */
const Open = {
	name: z.string().trim().min(1).max(60),
	mostUses: z.int().min(1).max(1_000_000).nullable(),
	/** The last moment it can be taken. */
	endsAt: z.date().nullable(),
};

/** The id is made by the client before the first try, so that a retry creates nothing twice. */
export const CreateOffer = z
	.strictObject({
		...{ id: z.uuid(), ...Open },
		/** For who begins, or for who is about to leave. */
		purpose: Purpose,
		/** Who begins types it, or follows a link with it; who leaves is shown the offer. */
		code: OfferCode.nullable(),
		terms: OfferTerms,
		/** The tiers it is for; empty: all. */
		tierIds: z.array(z.uuid()).max(50),
		/** The prices it is for; null: all. */
		every: PaidEvery.nullable(),
	})
	.refine(({ purpose, code }) => (purpose === 'signup') === (code !== null))
	.refine(({ purpose, terms }) => purpose === 'signup' || terms.gives !== 'trial')
	.refine(({ purpose, every }) => purpose === 'signup' || every !== 'once')
	.refine(({ terms, every }) => terms.gives !== 'trial' || every !== 'once')
	.refine(
		({ terms, every }) =>
			terms.gives === 'trial' || terms.lasts !== 'months' || every === null || every === 'month',
	)
	.refine(({ tierIds }) => new Set(tierIds).size === tierIds.length);
export type CreateOffer = z.infer<typeof CreateOffer>;

export const UpdateOffer = OfferRef.extend({ ...Open, version: z.int().positive() });
export type UpdateOffer = z.infer<typeof UpdateOffer>;

const Facts = {
	name: z.string(),
	gives: z.enum(['percent', 'amount', 'trial']),
	percent: z.int().nullable(),
	amount: z.int().nullable(),
	currency: z.string().nullable(),
	trialDays: z.int().nullable(),
	lasts: Lasts,
	months: z.int().nullable(),
};

/** An offer as those see it who make them. */
export const OfferView = z.strictObject({
	...{ id: z.uuid(), ...Facts, purpose: Purpose, code: z.string().nullable() },
	tierIds: z.array(z.uuid()),
	every: PaidEvery.nullable(),
	mostUses: z.int().nullable(),
	endsAt: z.date().nullable(),
	status: z.enum(['active', 'archived']),
	createdAt: z.date(),
	version: z.int(),
	/** How often it was taken, how many are about to, and whom it did not keep. */
	...{ uses: z.int(), waiting: z.int(), refused: z.int() },
	/** Of those who took it, how many have their membership now. */
	running: z.int(),
	/** What they paid since, less what was given back. */
	paid: z.array(z.strictObject({ currency: z.string(), amount: z.int() })),
});
export type OfferView = z.infer<typeof OfferView>;

export const FindOffer = z.strictObject({
	code: z.string().max(100),
	/** What prices are shown in that are sold in it; their own, unless told. */
	currency: Currency.optional(),
});
export type FindOffer = z.infer<typeof FindOffer>;

/** An offer as whoever knows its code sees it, with what it does to each price it is for. */
export const FoundOffer = z.strictObject({
	...{ ...Facts, code: z.string() },
	prices: z.array(
		z.strictObject({
			priceId: z.uuid(),
			/** Of the payments that it counts for, in the currency the price is shown in; its own where it gives a trial. */
			amount: z.int(),
		}),
	),
});
export type FoundOffer = z.infer<typeof FoundOffer>;
