import * as z from 'zod';

const Subject = { postId: z.uuid(), spaceId: z.uuid() };

export const lifecycleEvents = {
	'lifecycle.post_featured': { live: false, payload: z.strictObject(Subject) },
	'lifecycle.post_unfeatured': { live: false, payload: z.strictObject(Subject) },
	'lifecycle.post_locked': { live: false, payload: z.strictObject(Subject) },
	'lifecycle.post_moved': {
		live: false,
		payload: z.strictObject({ ...Subject, fromSpaceId: z.uuid() }),
	},
	'lifecycle.author_invited': {
		live: false,
		payload: z.strictObject({ ...Subject, memberId: z.uuid(), inviterId: z.uuid().nullable() }),
	},
} as const;
