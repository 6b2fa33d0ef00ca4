import * as z from 'zod';

const Subject = z.strictObject({ postId: z.uuid(), spaceId: z.uuid() });

export const postsEvents = {
	'posts.published': { live: true, payload: Subject },
	'posts.edited': { live: true, payload: Subject },
	'posts.removed': { live: true, payload: Subject },
	'posts.put_back': { live: true, payload: Subject },
} as const;
