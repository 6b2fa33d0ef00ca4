import * as z from 'zod';

export const MOST_DOMAINS = 50;
export const MOST_JOIN_QUESTIONS = 5;
export const MOST_ANSWER = 1000;

/** Such as `example.org`: whoever has an address there joins without asking. */
export const MailDomain = z
	.string()
	.trim()
	.toLowerCase()
	.max(190)
	.regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/);

/** What is asked of who wants to join, answered in plain words. */
export const JoinQuestion = z.strictObject({
	id: z.uuid(),
	title: z.string().trim().min(1).max(200),
	isRequired: z.boolean(),
});
export type JoinQuestion = z.infer<typeof JoinQuestion>;

/** How one comes in, beside what `Access` says. */
export const Joining = z.strictObject({
	domains: z.array(MailDomain).max(MOST_DOMAINS),
	questions: z.array(JoinQuestion).max(MOST_JOIN_QUESTIONS),
});
export type Joining = z.infer<typeof Joining>;
export const DEFAULT_JOINING: Joining = { domains: [], questions: [] };

/** What an applicant said, with the question as it was asked. */
export const JoinAnswer = z.strictObject({
	questionId: z.uuid(),
	question: z.string(),
	answer: z.string(),
});
export type JoinAnswer = z.infer<typeof JoinAnswer>;

/** What is kept of a request to join. */
export const JoinRequest = z.strictObject({
	answers: z.array(JoinAnswer).default([]),
	answeredAt: z.iso.datetime().nullable().default(null),
	/** Why it was declined, as the applicant reads it. */
	reason: z.string().default(''),
	decision: z.enum(['declined']).nullable().default(null),
	/** Whether they come from where somebody who was banned came from: people decide on them, no payment. */
	isScreened: z.boolean().default(false),
	/** What let them in, where that was a membership: they are in for as long as they have one. */
	way: z.enum(['membership']).nullable().default(null),
	/** When their last membership ended, and with it their being in. */
	lapsedAt: z.iso.datetime().nullable().default(null),
});
export type JoinRequest = z.infer<typeof JoinRequest>;

export const AnswerJoining = z.strictObject({
	answers: z
		.array(z.strictObject({ questionId: z.uuid(), answer: z.string().trim().max(MOST_ANSWER) }))
		.max(MOST_JOIN_QUESTIONS),
});
export type AnswerJoining = z.infer<typeof AnswerJoining>;

/** Where one's own request stands. */
export const OwnRequest = z.strictObject({
	/** What is asked of who waits. */
	questions: z.array(JoinQuestion),
	answers: z.array(JoinAnswer),
	isAnswered: z.boolean(),
	decision: z.enum(['declined']).nullable(),
	/** Why it was declined; may be empty. */
	reason: z.string(),
});
export type OwnRequest = z.infer<typeof OwnRequest>;
