import * as z from 'zod';
import { TONES } from './gamification.schema.ts';

/** So many days the whole set of rules is tried out over. */
export const TRIAL_DAYS = 90;
export const MOST_FINDINGS = 100;
export const MOST_NAMED = 20;

const RuleNamed = z.strictObject({ ruleId: z.uuid(), name: z.string() });

/** What is odd about a rule, or about two of them together. */
export const RuleFinding = z.strictObject({
	kind: z.enum([
		/** What it asks for can never be so. */
		'never',
		/** It names a space, tag, role or badge that is gone. */
		'gone',
		/** It takes points for what the other gives some for. */
		'opposed',
		/** It rewards the same as the other, under the same conditions. */
		'same',
		/** It rewards the same as the other, which has conditions and it has none. */
		'wider',
		/** Nothing that was done in those days was as it asks. */
		'idle',
	]),
	...{ rule: RuleNamed, other: RuleNamed.nullable() },
	missing: z.array(z.enum(['space', 'tag', 'role', 'badge', 'harmless'])),
});
export type RuleFinding = z.infer<typeof RuleFinding>;

/** What all rules together would have given in the last days: as they are in force, and with every draft in its place. */
export const SetTrial = z.strictObject({
	/** Deeds that were looked at, from when on, and whether that is later than was asked for. */
	...{ deeds: z.int(), since: z.date(), isCut: z.boolean() },
	/** Rules that are in force, those that would be, and how many of these are drafts. */
	...{ inForce: z.int(), rules: z.int(), drafts: z.int() },
	points: z.strictObject({ now: z.int(), after: z.int() }),
	/** How many members would stand at each level by the points of those days alone. */
	levels: z.array(z.strictObject({ name: z.string(), now: z.int(), after: z.int() })).max(101),
	/** Badges that rules give, who would have got each one first, and how many would have got it. */
	badges: z
		.array(
			z.strictObject({
				...{ badgeId: z.uuid(), name: z.string(), icon: z.string(), tone: z.enum(TONES) },
				...{ mostGiven: z.int().nullable(), now: z.int(), after: z.int() },
				names: z.array(z.string()).max(MOST_NAMED),
			}),
		)
		.max(200),
	/** Who would have most; the first ones that anybody would look at for abuse. */
	top: z
		.array(
			z.strictObject({
				...{ memberId: z.uuid(), name: z.string(), points: z.int() },
				/** Of all points that anybody would have, and of their own rewards those owed to one and the same other member. */
				...{ share: z.number(), fromOne: z.number() },
				/** How often they were rewarded, and how often a limit held them back. */
				...{ awards: z.int(), heldBack: z.int() },
				/** The rule that brings them most, and how many points of theirs. */
				most: RuleNamed.extend({ points: z.int() }).nullable(),
			}),
		)
		.max(10),
	findings: z.array(RuleFinding).max(MOST_FINDINGS),
	/** Findings that there was no room for. */
	moreFindings: z.int(),
});
export type SetTrial = z.infer<typeof SetTrial>;
