import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { MembershipStatus } from '../memberships/memberships.schema.ts';
import { ChangePreview, PurchaseRef } from '../sales/sales.schema.ts';
import { Country } from '../sales/taxes.schema.ts';
import { Currency, Price } from '../tiers/tiers.schema.ts';

/** An invitation to a seat can be taken for so long. */
export const INVITE_DAYS = 30;
/** So many are invited at once, and wait at most. */
const MOST_AT_ONCE = 50;
export const MOST_INVITES = 1000;

/** A group is named by what pays for it. */
export const GroupRef = PurchaseRef;
export type GroupRef = z.infer<typeof GroupRef>;

const Name = z.string().trim().min(1).max(80);
const Count = z.int().min(1).max(1000);
const Email = z.email().max(254).toLowerCase();

/** The id is made by the client before the first try, so that a retry buys nothing twice. */
export const BuySeats = z.strictObject({
	id: z.uuid(),
	priceId: z.uuid(),
	/** What it is paid in; the price's own, unless told. */
	currency: Currency.optional(),
	/** Where the buyer lives, for what tax is in it. */
	country: Country.optional(),
	seats: Count,
	/** What the group is called, such as the company or the family. */
	name: Name,
	/** Whether who pays has one of the seats. */
	takesSeat: z.boolean(),
});
export type BuySeats = z.infer<typeof BuySeats>;

const GroupPrice = Price.pick({
	...{ id: true, every: true, currency: true, amount: true, leastSeats: true, mostSeats: true },
});

/** A group as who looks after it sees it. */
export const Group = z.strictObject({
	...GroupRef.shape,
	name: z.string(),
	tier: z.strictObject({ id: z.uuid(), name: z.string() }),
	price: GroupPrice,
	status: MembershipStatus,
	seats: z.int(),
	/** Seats that somebody has. */
	taken: z.int(),
	/** Whether who looks after it has one. */
	isSeated: z.boolean(),
	/** Where others take a seat; null while there is no link. */
	url: z.string().nullable(),
	/** Who was invited by mail and has not come yet. */
	invites: z.array(z.strictObject({ email: z.string(), expiresAt: z.date() })),
	/** Who was asked to look after it instead. */
	offered: z.strictObject({ id: z.uuid(), name: z.string() }).nullable(),
	currentPeriodEnd: z.date().nullable(),
	cancelAt: z.date().nullable(),
});
export type Group = z.infer<typeof Group>;

export const ListPeople = PageInput.extend({
	...GroupRef.shape,
	/** Any part of a name or handle. */
	search: z.string().trim().max(80).default(''),
});
export type ListPeople = z.infer<typeof ListPeople>;

export const Seated = z.strictObject({
	...{ memberId: z.uuid(), name: z.string(), handle: z.string() },
	avatarFileId: z.uuid().nullable(),
	/** Whether they look after the group. */
	isManager: z.boolean(),
	since: z.date(),
});
export type Seated = z.infer<typeof Seated>;

export const SeatedPage = z.strictObject({
	items: z.array(Seated),
	nextCursor: z.string().nullable(),
});
export type SeatedPage = z.infer<typeof SeatedPage>;

export const RenameGroup = GroupRef.extend({ name: Name });
export type RenameGroup = z.infer<typeof RenameGroup>;

/** A link takes the place of the one before, or there is none any more. */
export const SetLink = GroupRef.extend({ open: z.boolean() });
export type SetLink = z.infer<typeof SetLink>;

export const InviteToGroup = GroupRef.extend({ emails: z.array(Email).min(1).max(MOST_AT_ONCE) });
export type InviteToGroup = z.infer<typeof InviteToGroup>;

export const InviteRef = GroupRef.extend({ email: Email });
export type InviteRef = z.infer<typeof InviteRef>;

export const PersonRef = GroupRef.extend({ memberId: z.uuid() });
export type PersonRef = z.infer<typeof PersonRef>;

export const SeatToken = z.strictObject({ token: z.string().min(1).max(100) });
export type SeatToken = z.infer<typeof SeatToken>;

/** A group as who holds its link sees it. */
export const FoundGroup = z.strictObject({
	name: z.string(),
	tier: z.string(),
	/** Who looks after it. */
	manager: z.string(),
	/** Whether there is a seat for the viewer; theirs already; none is left; nobody pays for it now. */
	state: z.enum(['free', 'mine', 'full', 'closed', 'has_other']),
	/** Whether the viewer pays for the tier themselves, which goes on. */
	isPaying: z.boolean(),
});
export type FoundGroup = z.infer<typeof FoundGroup>;

export const ChangeSeats = GroupRef.extend({ seats: Count });
export type ChangeSeats = z.infer<typeof ChangeSeats>;

export const ConfirmSeats = ChangeSeats.extend({ at: z.int().positive() });
export type ConfirmSeats = z.infer<typeof ConfirmSeats>;

export const SeatsPreview = ChangePreview;
export type SeatsPreview = ChangePreview;

export const AnswerOffer = GroupRef.extend({ accept: z.boolean() });
export type AnswerOffer = z.infer<typeof AnswerOffer>;

/** A group that somebody is asked to look after: what it would cost them. */
export const OfferedGroup = z.strictObject({
	...GroupRef.shape,
	...{ name: z.string(), tier: z.string(), manager: z.string(), seats: z.int() },
	price: GroupPrice,
	currentPeriodEnd: z.date().nullable(),
});
export type OfferedGroup = z.infer<typeof OfferedGroup>;

/** Something that is told about a group by mail: to who is invited, or to who is asked to look after it. */
export const SeatNews = z.discriminatedUnion('news', [
	z.strictObject({ news: z.literal('invite'), communityId: z.string(), inviteId: z.uuid() }),
	z.strictObject({
		...{ news: z.literal('offer'), communityId: z.string(), membershipId: z.uuid() },
		/** When they were asked. */
		at: z.iso.datetime(),
	}),
]);
export type SeatNews = z.infer<typeof SeatNews>;

/** The same news, the same mail. */
export const keyOfSeatNews = (news: SeatNews): string =>
	news.news === 'invite'
		? `seat-invite:${news.communityId}:${news.inviteId}`
		: `seat-offer:${news.communityId}:${news.membershipId}:${news.at}`;
