import * as z from 'zod';

/** Where an idea stands, in the order it usually moves. */
export const IdeaStatus = z.enum(['open', 'planned', 'in_progress', 'shipped', 'declined']);
export type IdeaStatus = z.infer<typeof IdeaStatus>;

export const IdeaRef = z.strictObject({ postId: z.uuid() });
export type IdeaRef = z.infer<typeof IdeaRef>;

export const Vote = z.strictObject({
	postId: z.uuid(),
	/** The state wanted, so that a retry or a double click changes nothing more. */
	on: z.boolean(),
});
export type Vote = z.infer<typeof Vote>;

export const SetIdeaStatus = z.strictObject({
	postId: z.uuid(),
	status: IdeaStatus,
	/** What staff have to say about it; empty for nothing. */
	note: z.string().trim().max(1000),
});
export type SetIdeaStatus = z.infer<typeof SetIdeaStatus>;

export const MergeIdea = z.strictObject({ postId: z.uuid(), intoId: z.uuid() });
export type MergeIdea = z.infer<typeof MergeIdea>;

const Titled = z.strictObject({ id: z.uuid(), title: z.string() });

export const MergeTargets = z.strictObject({
	/** Ideas whose title holds what was typed, most votes first. */
	targets: z.array(Titled.extend({ voteCount: z.int() })),
});
export type MergeTargets = z.infer<typeof MergeTargets>;

export const FindIdeas = z.strictObject({ postId: z.uuid(), text: z.string().trim().max(200) });
export type FindIdeas = z.infer<typeof FindIdeas>;

/** What the database keeps of an idea beside its post. */
export const IdeaFacts = z.object({
	note: z.string().default(''),
	statusAt: z.iso.datetime().nullable().default(null),
});

export const IdeaPart = z.strictObject({
	note: z.string(),
	statusAt: z.date().nullable(),
	mayVote: z.boolean(),
	/** Whether it is the viewer's own, for which others vote. */
	isOwn: z.boolean(),
	mayManage: z.boolean(),
	mergedInto: Titled.nullable(),
	/** Ideas that were merged into this one; at most twenty. */
	merged: z.array(Titled),
});
export type IdeaPart = z.infer<typeof IdeaPart>;
