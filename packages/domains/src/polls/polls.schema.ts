import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';

export const POLL_LIMITS = { choices: 10, text: 120, days: 365 } as const;

export const PollMethod = z.enum(['single', 'multiple', 'ranked']);
export type PollMethod = z.infer<typeof PollMethod>;

export const PollResults = z.enum(['always', 'after_vote', 'after_end']);
export type PollResults = z.infer<typeof PollResults>;

export const NewPoll = z.strictObject({
	method: PollMethod,
	choices: z
		.array(z.string().trim().min(1).max(POLL_LIMITS.text))
		.min(2)
		.max(POLL_LIMITS.choices)
		.refine((texts) => new Set(texts).size === texts.length, 'polls.same_choice'),
	/** How many may be chosen; only where several may. */
	maxChoices: z.int().min(1).max(POLL_LIMITS.choices),
	isAnonymous: z.boolean(),
	/** When those who may vote see the counts. */
	results: PollResults,
	/** Null for a poll that stays open until it is closed. */
	openDays: z.int().min(1).max(POLL_LIMITS.days).nullable(),
	/** The moment it ends, instead of days; at most a year ahead. As text, because it may wait as JSON. */
	endsAt: z.iso.datetime().optional(),
});
export type NewPoll = z.infer<typeof NewPoll>;

const Choice = z
	.int()
	.min(0)
	.max(POLL_LIMITS.choices - 1);

export const PollRef = z.strictObject({ postId: z.uuid() });
export type PollRef = z.infer<typeof PollRef>;

export const CastBallot = z.strictObject({
	postId: z.uuid(),
	/** Chosen ones by their place in the poll, the best first where they are ranked; none takes the vote back. */
	choices: z.array(Choice).max(POLL_LIMITS.choices),
});
export type CastBallot = z.infer<typeof CastBallot>;

export const ListVoters = PageInput.extend({ postId: z.uuid(), choice: Choice });
export type ListVoters = z.infer<typeof ListVoters>;

export const Voter = z.strictObject({
	...{ id: z.uuid(), handle: z.string(), name: z.string(), avatarFileId: z.uuid().nullable() },
});
export type Voter = z.infer<typeof Voter>;

/** One round of an instant run-off: the first choices among those still in, and who left after it. */
export const PollRound = z.strictObject({
	counts: z.array(z.int().nullable()),
	left: z.array(z.int()),
});
export type PollRound = z.infer<typeof PollRound>;

export const PollView = z.strictObject({
	method: PollMethod,
	maxChoices: z.int(),
	isAnonymous: z.boolean(),
	results: PollResults,
	endsAt: z.date().nullable(),
	isOpen: z.boolean(),
	voterCount: z.int(),
	/** Counts are null while they are not to be seen. */
	choices: z.array(z.strictObject({ text: z.string(), count: z.int().nullable() })),
	/** Only of ranked polls whose results may be seen. */
	rounds: z.array(PollRound).nullable(),
	/** Choices that lead, or have won; several when they are level. */
	leading: z.array(z.int()),
	/** What the viewer voted for. */
	mine: z.array(z.int()),
	mayVote: z.boolean(),
	mayClose: z.boolean(),
});
export type PollView = z.infer<typeof PollView>;
