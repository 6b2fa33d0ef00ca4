import * as z from 'zod';

const Subject = z.strictObject({ postId: z.uuid(), spaceId: z.uuid() });

export const pollsEvents = {
	/** Told of named polls alone: an event says who acted and when. */
	'polls.voted': { live: true, payload: Subject },
	'polls.closed': { live: true, payload: Subject },
} as const;
