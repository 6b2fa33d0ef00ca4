import * as z from 'zod';

const Subject = z.strictObject({ postId: z.uuid(), spaceId: z.uuid(), commentId: z.uuid() });

export const questionsEvents = {
	'questions.answer_accepted': { live: true, payload: Subject },
	'questions.answer_withdrawn': { live: true, payload: Subject },
} as const;
