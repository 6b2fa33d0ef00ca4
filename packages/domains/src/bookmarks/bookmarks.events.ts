import * as z from 'zod';

export const bookmarksEvents = {
	'bookmarks.reminder_due': {
		live: false,
		payload: z.strictObject({ memberId: z.uuid(), postId: z.uuid(), note: z.string() }),
	},
} as const;
