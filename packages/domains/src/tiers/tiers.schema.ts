import * as z from 'zod';
import { stepOf } from './currencies.schema.ts';

/** Of one community, archived ones too. */
export const MOST_TIERS = 200;
/** Of one tier, archived ones too. */
export const MOST_PRICES = 50;
/** A gift lasts so long at most. */
const MOST_GIFT_MONTHS = 12;
/** Of one group. */
const MOST_SEATS = 1000;
const MOST_AMOUNT = 99_999_999;
const MOST_BYTES = 1_000_000_000_000_000;

const CURRENCIES: ReadonlySet<string> = new Set(
	Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()),
);
/** A currency by its three letters, small. */
export const Currency = z
	.string()
	.length(3)
	.refine((code) => CURRENCIES.has(code));

/** What a tier gives to whoever has it. */
export const Entitlement = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('space'), spaceId: z.uuid() }),
	z.strictObject({ kind: z.literal('role'), roleId: z.uuid() }),
	z.strictObject({
		kind: z.literal('limit'),
		/** `fileBytes`: of one file; `memberBytes`: of all that a member keeps. */
		key: z.enum(['fileBytes', 'memberBytes']),
		amount: z.int().min(1).max(MOST_BYTES),
	}),
]);
export type Entitlement = z.infer<typeof Entitlement>;

const idOf = (one: Entitlement) =>
	one.kind === 'limit' ? one.key : one.kind === 'role' ? one.roleId : one.spaceId;

export const Entitlements = z
	.array(Entitlement)
	.max(60)
	.refine((all) => new Set(all.map(idOf)).size === all.length);

export const Benefits = z.array(z.string().trim().min(1).max(120)).max(20);

export const TierStatus = z.enum(['draft', 'published', 'archived']);
export const TierVisibility = z.enum(['public', 'hidden']);
export type TierStatus = z.infer<typeof TierStatus>;

const Amount = z.int().min(0).max(MOST_AMOUNT);

/** The same price for who pays in another currency. */
const OtherCurrency = z.strictObject({
	currency: Currency,
	amount: Amount,
	leastAmount: Amount.nullable().default(null),
});
export const OtherCurrencies = z.array(OtherCurrency).max(20);

/** In whole numbers of the currency's smallest unit. */
const Money = {
	currency: Currency,
	amount: Amount,
	otherCurrencies: OtherCurrencies.default([]),
};
const Interval = z.enum(['month', 'year']);

/** How something is paid: what it costs each time, once, for some days, in parts, or what one likes. */
export const PriceTerms = z
	.discriminatedUnion('kind', [
		z.strictObject({ kind: z.literal('recurring'), every: Interval, ...Money }),
		z.strictObject({ kind: z.literal('lifetime'), ...Money }),
		z.strictObject({ kind: z.literal('pass'), days: z.int().min(1).max(1830), ...Money }),
		z.strictObject({
			kind: z.literal('instalments'),
			/** As many payments of the amount, then it is theirs. */
			payments: z.int().min(2).max(60),
			every: Interval,
			...Money,
		}),
		/** So many months for somebody else, paid once. */
		z.strictObject({
			...{ kind: z.literal('gift'), months: z.int().min(1).max(MOST_GIFT_MONTHS), ...Money },
		}),
		/** For each of some people; one pays for all. */
		z.strictObject({
			...{ kind: z.literal('group'), every: Interval },
			leastSeats: z.int().min(1).max(MOST_SEATS),
			mostSeats: z.int().min(1).max(MOST_SEATS),
			...Money,
		}),
		z.strictObject({
			kind: z.literal('open'),
			/** Null: once. */
			every: Interval.nullable(),
			leastAmount: Amount,
			/** The amount is what is suggested. */
			...Money,
		}),
	])
	.refine(({ currency, otherCurrencies }) => {
		const all = [currency, ...otherCurrencies.map((other) => other.currency)];
		return new Set(all).size === all.length;
	})
	.refine((terms) => terms.kind !== 'open' || terms.leastAmount <= terms.amount)
	.refine((terms) => terms.kind !== 'group' || terms.leastSeats <= terms.mostSeats)
	.refine(
		({ kind, otherCurrencies }) =>
			kind !== 'open' ||
			otherCurrencies.every(({ amount, leastAmount }) => (leastAmount ?? 0) <= amount),
	)
	// What is given, or bought for others, is paid for.
	.refine(
		({ kind, ...money }) =>
			(kind !== 'gift' && kind !== 'group') || amountsOf(money).every(({ amount }) => amount > 0),
	)
	.refine((terms) =>
		amountsOf(terms).every(
			({ currency, amount, leastAmount }) =>
				amount % stepOf(currency) === 0 && (leastAmount ?? 0) % stepOf(currency) === 0,
		),
	);
export type PriceTerms = z.infer<typeof PriceTerms>;

type Sums = { currency: string; amount: number; leastAmount?: number | null };
const amountsOf = ({ otherCurrencies, ...own }: Sums & { otherCurrencies: Sums[] }): Sums[] => [
	own,
	...otherCurrencies,
];

export const Price = z.strictObject({
	id: z.uuid(),
	tierId: z.uuid(),
	kind: z.enum(['recurring', 'lifetime', 'pass', 'instalments', 'open', 'gift', 'group']),
	every: Interval.nullable(),
	days: z.int().nullable(),
	/** Of a gift. */
	months: z.int().nullable(),
	payments: z.int().nullable(),
	/** Of a price for groups. */
	leastSeats: z.int().nullable(),
	mostSeats: z.int().nullable(),
	currency: z.string(),
	amount: z.int(),
	leastAmount: z.int().nullable(),
	otherCurrencies: OtherCurrencies,
	status: z.enum(['active', 'archived']),
	createdAt: z.date(),
});
export type Price = z.infer<typeof Price>;

const About = {
	name: z.string().trim().min(1).max(60),
	slug: z
		.string()
		.max(60)
		.regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/),
	description: z.string().trim().max(600),
	benefits: Benefits,
	entitlements: Entitlements,
	visibility: TierVisibility,
	trialDays: z.int().min(0).max(365),
};

export const TierRef = z.strictObject({ tierId: z.uuid() });
export type TierRef = z.infer<typeof TierRef>;

/** The id is made by the client before the first try, so that a retry creates nothing twice. */
export const CreateTier = z.strictObject({ id: z.uuid(), ...About });
export type CreateTier = z.infer<typeof CreateTier>;

export const UpdateTier = TierRef.extend({ ...About, version: z.int().positive() });
export type UpdateTier = z.infer<typeof UpdateTier>;

export const SetTierStatus = TierRef.extend({
	status: TierStatus.exclude(['draft']),
	version: z.int().positive(),
});
export type SetTierStatus = z.infer<typeof SetTierStatus>;

/** The whole order at once. */
export const ArrangeTiers = z.strictObject({ tierIds: z.array(z.uuid()).max(MOST_TIERS) });
export type ArrangeTiers = z.infer<typeof ArrangeTiers>;

export const AddPrice = TierRef.extend({
	id: z.uuid(),
	terms: PriceTerms,
	/** The price that it takes the place of, which is archived. */
	replacesId: z.uuid().nullish(),
});
export type AddPrice = z.infer<typeof AddPrice>;

export const PriceRef = z.strictObject({ priceId: z.uuid() });
export type PriceRef = z.infer<typeof PriceRef>;

/** A tier as those see it who decide what is sold. */
export const Tier = z.strictObject({
	id: z.uuid(),
	name: z.string(),
	slug: z.string(),
	description: z.string(),
	benefits: z.array(z.string()),
	entitlements: z.array(Entitlement),
	status: TierStatus,
	visibility: TierVisibility,
	position: z.int(),
	trialDays: z.int(),
	version: z.int(),
	createdAt: z.date(),
	updatedAt: z.date(),
	prices: z.array(Price),
	/** Memberships that are open. */
	memberships: z.int(),
});
export type Tier = z.infer<typeof Tier>;

const OfferedPrice = Price.omit({ tierId: true, status: true, createdAt: true });

/** What is offered on the pricing page. */
export const Offer = z.strictObject({
	...{ id: z.uuid(), name: z.string(), slug: z.string(), description: z.string() },
	benefits: z.array(z.string()),
	/** Free for whoever did not try it yet. */
	trialDays: z.int(),
	/** The private spaces it opens. */
	spaces: z.array(z.strictObject({ id: z.uuid(), name: z.string(), icon: z.string() })),
	prices: z.array(OfferedPrice),
	/** What one pays to give it to somebody. */
	gifts: z.array(OfferedPrice),
	/** What one pays for each seat of a group. */
	groups: z.array(OfferedPrice),
	/** Whether the viewer has it. */
	isMine: z.boolean(),
	/** The currency that the viewer pays memberships in: all of theirs are paid in one. Null for who pays none. */
	paysIn: z.string().nullable(),
});
export type Offer = z.infer<typeof Offer>;

/** What the snapshot knows of a tier that everybody may see: enough for locked doors and a way to the pricing page. */
export type OfferFact = { id: string; slug: string; name: string; spaceIds: readonly string[] };
