import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';

export const MOST_RULES = 30;
/** Versions that the studio lists, newest first. */
export const MOST_VERSIONS = 50;

/** One rule; its id stays through the versions, so that a decision can name the rule it rests on. */
export const GuidelineRule = z.strictObject({
	id: z.uuid(),
	title: z.string().trim().min(1).max(120),
	/** Plain words; an empty line parts paragraphs. */
	text: z.string().trim().max(2000),
});
export type GuidelineRule = z.infer<typeof GuidelineRule>;

const Texts = {
	title: z.string().trim().min(1).max(80),
	rules: z.array(GuidelineRule).min(1).max(MOST_RULES),
};

/** The version in force and the highest one that members have to accept; both 0 where there are no guidelines. */
export const GuidelinesInForce = z.strictObject({ version: z.int(), required: z.int() });
export type GuidelinesInForce = z.infer<typeof GuidelinesInForce>;
export const NO_GUIDELINES: GuidelinesInForce = { version: 0, required: 0 };

/** The guidelines in force, with what the actor said to them. */
export const Guidelines = z.strictObject({
	...Texts,
	version: z.int().positive(),
	/** What changed against the version before, for who accepted that. */
	changes: z.string(),
	publishedAt: z.date(),
	/** Whether the actor is a member who has to accept them before taking part (again). */
	mustAccept: z.boolean(),
	/** The highest version the actor accepted; 0 for none and for visitors. */
	accepted: z.int(),
});
export type Guidelines = z.infer<typeof Guidelines>;

export const PublishGuidelines = z.strictObject({
	...Texts,
	/** The version the editor started from; 0 where there was none. */
	basedOn: z.int().min(0),
	changes: z.string().trim().max(300),
	/** Whether members have to accept this version before they take part again. */
	mustAccept: z.boolean(),
});
export type PublishGuidelines = z.infer<typeof PublishGuidelines>;

export const GuidelinesRef = z.strictObject({ version: z.int().positive() });
export type GuidelinesRef = z.infer<typeof GuidelinesRef>;

/** A version as the studio lists it. */
export const GuidelinesVersion = z.strictObject({
	...Texts,
	version: z.int().positive(),
	changes: z.string(),
	mustAccept: z.boolean(),
	publishedAt: z.date(),
	/** Null where it came with the community, or with somebody who is gone. */
	publisher: z.string().nullable(),
	/** Active members who accepted exactly this one. */
	acceptedBy: z.int(),
});
export type GuidelinesVersion = z.infer<typeof GuidelinesVersion>;

export const ListAcceptances = PageInput.extend({ version: z.int().positive().optional() });
export type ListAcceptances = z.infer<typeof ListAcceptances>;

/** Who accepted which version, and when. */
export const Acceptance = z.strictObject({
	version: z.int(),
	memberId: z.uuid(),
	handle: z.string(),
	name: z.string(),
	acceptedAt: z.date(),
});
export type Acceptance = z.infer<typeof Acceptance>;
