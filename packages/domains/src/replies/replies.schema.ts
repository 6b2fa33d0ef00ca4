import * as z from 'zod';

/** What the setting is called that holds them. */
export const REPLIES = 'replies';
export const MOST_REPLIES = 50;
/** As long as a reason may be. */
export const MOST_WORDS = 500;

/** Words that those who keep order say again and again. */
export const Reply = z.strictObject({
	id: z.uuid(),
	title: z.string().trim().min(1).max(80),
	/** `{name}`, `{space}` and `{community}` stand for whom, where and what it is about. */
	body: z.string().trim().min(1).max(MOST_WORDS),
});
export type Reply = z.infer<typeof Reply>;

/** All of them, upon the version that the editor started from. */
export const SaveReplies = z.strictObject({
	replies: z
		.array(Reply)
		.max(MOST_REPLIES)
		.refine((all) => new Set(all.map(({ id }) => id)).size === all.length),
	version: z.int().min(0),
});
export type SaveReplies = z.infer<typeof SaveReplies>;

export type ReplyFacts = { name: string; space: string; community: string };

/** A reply as it is said to somebody, at most as long as a reason may be. What is not known stays as it is written. */
export function fillReply(body: string, facts: Partial<ReplyFacts>): string {
	const known: Readonly<Record<string, string | undefined>> = facts;
	const filled = body.replaceAll(/\{(name|space|community)\}/g, (word, fact: string) => {
		return known[fact] ?? word;
	});
	return filled.slice(0, MOST_WORDS);
}
