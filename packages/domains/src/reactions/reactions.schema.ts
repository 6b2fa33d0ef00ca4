import * as z from 'zod';

/** The reactions on offer where all of them are. */
export const EMOJI = ['👍', '❤️', '😂', '🎉', '🤔', '👏'] as const;

/** What a vote up is kept as, and a like. */
export const UP = '👍';
/** What a vote down is kept as: it counts against what it is given to. */
export const DOWN = '👎';

const Emoji = z.enum([...EMOJI, DOWN]);
export type Emoji = z.infer<typeof Emoji>;

/** How what is written in a space is judged: by all reactions, by one, by votes up and down, or not at all. */
export const ReactionMode = z.enum(['all', 'like', 'votes', 'none']);
export type ReactionMode = z.infer<typeof ReactionMode>;

/** What can be given, and is shown, in a space of each kind. */
export const OFFERED: Readonly<Record<ReactionMode, readonly Emoji[]>> = {
	...{ all: EMOJI, like: [UP], votes: [UP, DOWN], none: [] },
};

/** How much one member may give within a day: to another, and in all. */
const Caps = z.strictObject({
	toOne: z.int().min(1).max(1000),
	inAll: z.int().min(1).max(1000),
});

/** What holds for reactions and for votes on ideas; votes down have less of their own beside it. */
export const ReactionLimits = z.strictObject({ given: Caps, down: Caps });
export type ReactionLimits = z.infer<typeof ReactionLimits>;

export const DEFAULT_REACTION_LIMITS: ReactionLimits = {
	given: { toOne: 30, inAll: 200 },
	down: { toOne: 3, inAll: 10 },
};
/** What the setting is called that holds them. */
export const REACTION_LIMITS = 'reactions';

export const React = z.strictObject({
	subjectKind: z.enum(['post', 'comment']),
	subjectId: z.uuid(),
	emoji: Emoji,
	/** The state wanted, so that a retry or a double click changes nothing more. */
	on: z.boolean(),
});
export type React = z.infer<typeof React>;
