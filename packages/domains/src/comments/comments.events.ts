import * as z from 'zod';

const Subject = z.strictObject({ commentId: z.uuid(), postId: z.uuid(), spaceId: z.uuid() });

export const commentsEvents = {
	'comments.published': { live: true, payload: Subject },
	'comments.edited': { live: true, payload: Subject },
	'comments.removed': { live: true, payload: Subject },
	'comments.put_back': { live: true, payload: Subject },
} as const;
