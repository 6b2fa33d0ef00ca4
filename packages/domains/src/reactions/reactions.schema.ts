import * as z from 'zod';

/** The reactions on offer. */
export const EMOJI = ['👍', '❤️', '😂', '🎉', '🤔', '👏'] as const;

export const React = z.strictObject({
	subjectKind: z.enum(['post', 'comment']),
	subjectId: z.uuid(),
	emoji: z.enum(EMOJI),
	/** The state wanted, so that a retry or a double click changes nothing more. */
	on: z.boolean(),
});
export type React = z.infer<typeof React>;
