import * as z from 'zod';
import { ShownText } from '../rich-text/shown.schema.ts';

export const QuestionRef = z.strictObject({ postId: z.uuid() });
export type QuestionRef = z.infer<typeof QuestionRef>;

export const AcceptAnswer = z.strictObject({ postId: z.uuid(), commentId: z.uuid() });
export type AcceptAnswer = z.infer<typeof AcceptAnswer>;

/** The accepted answer as it stands right under its question. */
export const Answer = z.strictObject({
	commentId: z.uuid(),
	author: z.strictObject({
		...{ handle: z.string(), name: z.string(), avatarFileId: z.uuid().nullable() },
	}),
	body: ShownText,
	createdAt: z.date(),
});
export type Answer = z.infer<typeof Answer>;

export const QuestionPart = z.strictObject({
	answer: Answer.nullable(),
	/** Whether the viewer may accept an answer, change or withdraw it. */
	mayAccept: z.boolean(),
});
export type QuestionPart = z.infer<typeof QuestionPart>;
