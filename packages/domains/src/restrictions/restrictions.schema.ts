import * as z from 'zod';
import { Contributions } from '../members/members.schema.ts';
import { RestrictionKind } from '../members/restriction.schema.ts';

/** Hours that can be chosen at once; any other number of days can be typed. */
export const STEPS = [24, 3 * 24, 7 * 24, 30 * 24] as const;
export const MOST_DAYS = 5 * 365;
export const MOST_REASON = 500;

/** Whoever is held back is told why. */
export const Reason = z.string().trim().min(1).max(MOST_REASON);

/** How long: hours from now on; null without an end. */
const Hours = z
	.int()
	.min(1)
	.max(MOST_DAYS * 24)
	.nullable();

export const RestrictMember = z.strictObject({
	memberId: z.uuid(),
	kind: RestrictionKind.exclude(['banned']),
	hours: Hours,
	reason: Reason,
});
export type RestrictMember = z.infer<typeof RestrictMember>;

export const BanMember = z.strictObject({
	memberId: z.uuid(),
	hours: Hours,
	reason: Reason,
	contributions: Contributions,
});
export type BanMember = z.infer<typeof BanMember>;

export const LiftRestriction = z.strictObject({
	memberId: z.uuid(),
	reason: z.string().trim().max(MOST_REASON).default(''),
});
export type LiftRestriction = z.infer<typeof LiftRestriction>;
