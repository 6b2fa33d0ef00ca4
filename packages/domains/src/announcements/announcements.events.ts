import * as z from 'zod';

export const announcementsEvents = {
	'announcements.acknowledged': {
		live: false,
		payload: z.strictObject({ postId: z.uuid(), spaceId: z.uuid(), memberId: z.uuid() }),
	},
} as const;
