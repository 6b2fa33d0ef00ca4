import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { Price } from '../tiers/tiers.schema.ts';

export const MembershipSource = z.enum(['purchase', 'complimentary', 'gift', 'seat']);
export type MembershipSource = z.infer<typeof MembershipSource>;

export const MembershipStatus = z.enum([
	...(['pending', 'trialing', 'active', 'past_due', 'paused', 'suspended', 'canceled'] as const),
]);
export type MembershipStatus = z.infer<typeof MembershipStatus>;

/** What opens what a tier gives; who is past due has some days to pay. */
export const OPENING: readonly MembershipStatus[] = ['trialing', 'active', 'past_due'];

/** So long a member keeps what they have while a payment is owed. */
export const GRACE_DAYS = 10;

const Reason = z.string().trim().min(1).max(500);
const Version = z.int().positive();

export const MembershipRef = z.strictObject({ membershipId: z.uuid() });
export type MembershipRef = z.infer<typeof MembershipRef>;

/** The id is made by the client before the first try, so that a retry gives nothing twice. */
export const GiveMembership = z.strictObject({
	id: z.uuid(),
	memberId: z.uuid(),
	tierId: z.uuid(),
	/** Null: without an end. */
	endsAt: z.date().nullable(),
	reason: Reason,
});
export type GiveMembership = z.infer<typeof GiveMembership>;

export const ExtendMembership = MembershipRef.extend({
	endsAt: z.date().nullable(),
	reason: Reason,
	version: Version,
});
export type ExtendMembership = z.infer<typeof ExtendMembership>;

export const EndMembership = MembershipRef.extend({ reason: Reason, version: Version });
export type EndMembership = z.infer<typeof EndMembership>;

/** What a membership is paid by. */
const PaidBy = Price.pick({
	...{ id: true, kind: true, every: true, days: true, months: true, payments: true },
	...{ currency: true, amount: true, leastSeats: true, mostSeats: true },
});

const Facts = {
	id: z.uuid(),
	tier: z.strictObject({ id: z.uuid(), name: z.string(), slug: z.string() }),
	price: PaidBy.nullable(),
	source: MembershipSource,
	status: MembershipStatus,
	startsAt: z.date(),
	/** When it ends by itself. */
	endsAt: z.date().nullable(),
	/** When it will be canceled, because somebody asked for it. */
	cancelAt: z.date().nullable(),
	currentPeriodEnd: z.date().nullable(),
	trialEnd: z.date().nullable(),
	endedAt: z.date().nullable(),
	/** While a payment is owed: until when everything stays open. */
	owedUntil: z.date().nullable(),
	/** Of what is paid in parts: how many were, of how many, and when the next is; null where none is to come. */
	parts: z.strictObject({ paid: z.int(), of: z.int(), nextAt: z.date().nullable() }).nullable(),
	/** Of what pays for a group: its seats. */
	seats: z.int().nullable(),
	/** The group that it pays for, or is a seat of. */
	group: z
		.strictObject({ membershipId: z.uuid(), name: z.string(), manager: z.string(), taken: z.int() })
		.nullable(),
};

/** A membership as its member sees it. */
export const OwnMembership = z.strictObject({
	...Facts,
	/** What is taken off its payments now: of a hundred, or an amount; until when, if not for good or once. */
	discount: z
		.strictObject({
			...{ percent: z.number().nullable(), amount: z.int().nullable() },
			until: z.date().nullable(),
		})
		.nullable(),
	/** The rate of tax that its payments bear, in their price or upon it; null where there is none, or Stripe works it out. */
	tax: z
		.strictObject({ name: z.string(), percent: z.number(), isIncluded: z.boolean() })
		.nullable(),
});
export type OwnMembership = z.infer<typeof OwnMembership>;

/** A membership as those see it who look after them. */
export const MembershipRow = z.strictObject({
	...Facts,
	member: z.strictObject({
		...{ id: z.uuid(), name: z.string(), handle: z.string() },
		avatarFileId: z.uuid().nullable(),
	}),
	createdAt: z.date(),
	version: z.int(),
	/** Whether its payments decide on it, and nobody here. */
	isPaidElsewhere: z.boolean(),
});
export type MembershipRow = z.infer<typeof MembershipRow>;

export const ListMemberships = PageInput.extend({
	/** Any part of a name or handle, or how an address begins, for who may see addresses. */
	search: z.string().trim().max(80).default(''),
	tierId: z.uuid().nullish(),
	/** Empty: all that are open. */
	statuses: z.array(MembershipStatus).max(MembershipStatus.options.length).default([]),
	memberId: z.uuid().nullish(),
});
export type ListMemberships = z.infer<typeof ListMemberships>;

export const MembershipPage = z.strictObject({
	items: z.array(MembershipRow),
	nextCursor: z.string().nullable(),
});
export type MembershipPage = z.infer<typeof MembershipPage>;
