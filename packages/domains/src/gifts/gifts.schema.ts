import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { Country } from '../sales/taxes.schema.ts';
import { Currency } from '../tiers/tiers.schema.ts';

/** A gift is redeemed within so many months of the day it is sent. */
export const GIFT_MONTHS = 12;
/** It is sent so many days ahead at most. */
export const MOST_DAYS_AHEAD = 365;

export const GiftRef = z.strictObject({ giftId: z.uuid() });
export type GiftRef = z.infer<typeof GiftRef>;

const oneLine = (most: number) => z.string().trim().min(1).max(most);

/** The id is made by the client before the first try, so that a retry buys nothing twice. */
export const BuyGift = z.strictObject({
	id: z.uuid(),
	priceId: z.uuid(),
	/** What it is paid in; the price's own, unless told. */
	currency: Currency.optional(),
	/** Where the buyer lives, for what tax is in it. */
	country: Country.optional(),
	/** Who it is from, as the card says it. */
	sender: oneLine(80),
	/** Whom it is mailed to; null for who gives the link themselves. */
	email: z.email().max(254).toLowerCase().nullable(),
	message: z.string().trim().max(500),
	/** The day on which it is mailed, by the clock of who buys; null: once it is paid. */
	sendOn: z.iso.date().nullable(),
});
export type BuyGift = z.infer<typeof BuyGift>;

export const GiftCheckout = GiftRef.extend({ url: z.url() });
export type GiftCheckout = z.infer<typeof GiftCheckout>;

/** `open`: it can be redeemed; `gone`: it was taken back. */
export const GIFT_STATES = ['pending', 'open', 'redeemed', 'expired', 'gone'] as const;
export const GiftState = z.enum(GIFT_STATES);
export type GiftState = z.infer<typeof GiftState>;

const Facts = {
	...GiftRef.shape,
	tier: z.string(),
	months: z.int(),
	sender: z.string(),
	state: GiftState,
	expiresAt: z.date().nullable(),
};

/** A gift as who gave it sees it. */
export const GivenGift = z.strictObject({
	...Facts,
	email: z.string().nullable(),
	message: z.string(),
	/** When it is, or was, mailed. */
	sendAt: z.date().nullable(),
	sentAt: z.date().nullable(),
	/** Where it is redeemed; null before it is paid, and once nobody can redeem it any more. */
	url: z.string().nullable(),
});
export type GivenGift = z.infer<typeof GivenGift>;

export const GiftCode = z.strictObject({ code: z.string().max(100) });
export type GiftCode = z.infer<typeof GiftCode>;

/** A gift as who holds its code sees it. */
export const FoundGift = z.strictObject({
	...Facts,
	message: z.string(),
	/** Whether the viewer has redeemed it; until when it runs, or would run. */
	isMine: z.boolean(),
	until: z.date().nullable(),
	/** Why the viewer cannot take it now. */
	obstacle: z.enum(['gifts.paying_already', 'gifts.has_already']).nullable(),
});
export type FoundGift = z.infer<typeof FoundGift>;

export const Redeemed = z.strictObject({ membershipId: z.uuid(), until: z.date() });
export type Redeemed = z.infer<typeof Redeemed>;

export const ListGifts = PageInput.extend({ state: GiftState.exclude(['pending']).nullish() });
export type ListGifts = z.infer<typeof ListGifts>;

const Person = z.strictObject({ id: z.uuid(), name: z.string() });

/** A gift as those see it who look after memberships. */
export const GiftRow = z.strictObject({
	...Facts,
	...{ amount: z.int(), currency: z.string() },
	/** What could still be given back. */
	left: z.int(),
	/** Null once they are forgotten. */
	buyer: Person.nullable(),
	redeemer: Person.nullable(),
	email: z.string().nullable(),
	sendAt: z.date().nullable(),
	sentAt: z.date().nullable(),
	paidAt: z.date().nullable(),
	redeemedAt: z.date().nullable(),
	membershipId: z.uuid().nullable(),
	createdAt: z.date(),
});
export type GiftRow = z.infer<typeof GiftRow>;

export const GiftPage = z.strictObject({
	items: z.array(GiftRow),
	nextCursor: z.string().nullable(),
});
export type GiftPage = z.infer<typeof GiftPage>;

const Reason = z.string().trim().min(1).max(300);

/** The id is made by the client before the first try, so that a retry sends nothing twice. */
export const ResendGift = GiftRef.extend({ id: z.uuid(), reason: Reason });
export type ResendGift = z.infer<typeof ResendGift>;

export const RevokeGift = GiftRef.extend({
	/** Whether what was paid for it is given back. */
	refund: z.boolean(),
	reason: Reason,
});
export type RevokeGift = z.infer<typeof RevokeGift>;

/** Something that is told about a gift by mail: to whom it is for, or to whom it was bought by. */
export const GiftNews = z.strictObject({
	communityId: z.string(),
	giftId: z.uuid(),
	news: z.enum(['gift', 'bought']),
	/** Which time it is sent by hand. */
	again: z.uuid().optional(),
});
export type GiftNews = z.infer<typeof GiftNews>;

/** The same news, the same mail. */
export const keyOfGiftNews = ({ communityId, giftId, news, again }: GiftNews): string =>
	`gift-${news}:${communityId}:${giftId}${again ? `:${again}` : ''}`;

/** What is remembered of a gift beside its columns. */
export const GiftData = z.object({
	/** The account at Stripe that is paid. */
	account: z.string().optional(),
	/** What it is paid in; the price's own where it is left out. */
	currency: z.string().optional(),
	session: z.object({ id: z.string(), url: z.string(), until: z.int() }).optional(),
	payment: z.string().optional(),
	/** Of two answers of Stripe's the one to the later question counts. */
	asked: z.int().default(0),
	heard: z.int().default(0),
});
export type GiftData = z.infer<typeof GiftData>;
