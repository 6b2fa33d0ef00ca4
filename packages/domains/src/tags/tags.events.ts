import * as z from 'zod';

const Subject = z.strictObject({ tagId: z.uuid() });
const Following = z.strictObject({ tagId: z.uuid(), memberId: z.uuid() });

export const tagsEvents = {
	'tags.created': { live: false, payload: Subject },
	'tags.changed': { live: false, payload: Subject },
	'tags.merged': {
		live: false,
		payload: z.strictObject({ tagId: z.uuid(), intoTagId: z.uuid() }),
	},
	'tags.deleted': { live: false, payload: Subject },
	'tags.followed': { live: false, payload: Following },
	'tags.unfollowed': { live: false, payload: Following },
} as const;
