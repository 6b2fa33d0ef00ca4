import * as z from 'zod';

const Subject = z.strictObject({
	subjectKind: z.enum(['post', 'comment']),
	subjectId: z.uuid(),
	postId: z.uuid(),
	spaceId: z.uuid(),
	emoji: z.string(),
});

export const reactionsEvents = {
	'reactions.added': { live: true, payload: Subject },
	'reactions.taken_back': { live: true, payload: Subject },
} as const;
