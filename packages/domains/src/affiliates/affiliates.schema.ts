import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { ProgrammeView, Terms } from './programme.schema.ts';

/** What stands behind `?via=`. */
export const AffiliateCode = z
	.string()
	.trim()
	.toLowerCase()
	.regex(/^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$/);

export const STATUSES = ['requested', 'active', 'paused', 'refused', 'left', 'merged'] as const;
export const AffiliateStatus = z.enum(STATUSES);
export type AffiliateStatus = z.infer<typeof AffiliateStatus>;
export const CommissionState = z.enum(['earned', 'held', 'refused']);
export type CommissionState = z.infer<typeof CommissionState>;
/** Why a commission is held, or was refused. */
export const HoldReason = z.enum([
	...['', 'velocity', 'same_email', 'same_card', 'merged', 'paused', 'cancelled', 'staff'],
] as const);
export type HoldReason = z.infer<typeof HoldReason>;

export const FollowLink = z.strictObject({ code: z.string().max(100) });
export type FollowLink = z.infer<typeof FollowLink>;
export const AffiliateRef = z.strictObject({ affiliateId: z.uuid() });
export type AffiliateRef = z.infer<typeof AffiliateRef>;

/** What somebody has of it in one currency; whole numbers of its smallest unit. */
export const Sums = z.strictObject({
	currency: z.string(),
	/** Of payments that may still be given back. */
	waiting: z.int(),
	/** Somebody of the community looks at it first. */
	held: z.int(),
	/** Less than nothing where what was paid out was given back since: the next payout is less by it. */
	payable: z.int(),
	paid: z.int(),
});
export type Sums = z.infer<typeof Sums>;

const Figures = { clicks: z.int(), recentClicks: z.int(), joins: z.int(), sales: z.int() };
const Money = { sums: z.array(Sums) };

export const OwnAffiliate = z.strictObject({
	/** Null where nobody can take part. */
	terms: Terms.nullable(),
	/** Whether who asks may begin, or ask to. */
	mayJoin: z.boolean(),
	affiliate: z
		.strictObject({
			...{ status: AffiliateStatus, code: z.string(), url: z.string(), reason: z.string() },
			...{ ...Figures, ...Money },
		})
		.nullable(),
});
export type OwnAffiliate = z.infer<typeof OwnAffiliate>;

export const OwnCommission = z.strictObject({
	...{ id: z.uuid(), at: z.date(), payableAt: z.date(), currency: z.string() },
	...{ amount: z.int(), reversed: z.int(), paid: z.int(), state: CommissionState },
	reason: HoldReason,
});
export type OwnCommission = z.infer<typeof OwnCommission>;
const pageOf = <Item extends z.ZodType>(item: Item) =>
	z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
export const OwnCommissions = pageOf(OwnCommission);

const Person = z.strictObject({ id: z.uuid(), name: z.string(), handle: z.string() });

export const AffiliateRow = z.strictObject({
	...{ id: z.uuid(), code: z.string(), status: AffiliateStatus, reason: z.string() },
	...{ createdAt: z.date(), version: z.int(), member: Person.nullable() },
	...{ ...Figures, ...Money },
});
export type AffiliateRow = z.infer<typeof AffiliateRow>;
export const ListAffiliates = PageInput.extend({
	search: z.string().trim().max(100).default(''),
	status: AffiliateStatus.nullish(),
});
export type ListAffiliates = z.infer<typeof ListAffiliates>;
export const AffiliatePage = pageOf(AffiliateRow);

export const InviteAffiliate = z.strictObject({ memberId: z.uuid() });
export type InviteAffiliate = z.infer<typeof InviteAffiliate>;
export const DecideAffiliate = AffiliateRef.extend({
	version: z.int().positive(),
	status: z.enum(['active', 'paused', 'refused']),
	reason: z.string().trim().max(300).default(''),
});
export type DecideAffiliate = z.infer<typeof DecideAffiliate>;

export const Referral = z.strictObject({
	...{ member: Person, via: z.enum(['join', 'sale']), at: z.date() },
	...{ status: z.enum(['open', 'held', 'refused']), reason: HoldReason },
	firstPaidAt: z.date().nullable(),
});
export type Referral = z.infer<typeof Referral>;
export const ListReferrals = PageInput.extend(AffiliateRef.shape);
export type ListReferrals = z.infer<typeof ListReferrals>;
export const ReferralPage = pageOf(Referral);

export const CommissionRow = OwnCommission.extend({
	...{ affiliateId: z.uuid(), base: z.int(), basisPoints: z.int(), note: z.string() },
	/** Null once they are forgotten. */
	...{ affiliate: Person.nullable(), member: Person.nullable() },
	membershipId: z.uuid().nullable(),
});
export type CommissionRow = z.infer<typeof CommissionRow>;
export const ListCommissions = PageInput.extend({
	affiliateId: z.uuid().nullish(),
	state: CommissionState.nullish(),
});
export type ListCommissions = z.infer<typeof ListCommissions>;
export const CommissionPage = pageOf(CommissionRow);

export const DecideCommissions = z.strictObject({
	commissionIds: z.array(z.uuid()).min(1).max(100),
	decision: z.enum(['release', 'refuse']),
	reason: z.string().trim().min(1).max(300),
});
export type DecideCommissions = z.infer<typeof DecideCommissions>;

export const AffiliatesView = z.strictObject({ programme: ProgrammeView, heldCount: z.int() });
export type AffiliatesView = z.infer<typeof AffiliatesView>;
