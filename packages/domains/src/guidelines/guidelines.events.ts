import * as z from 'zod';

export const guidelinesEvents = {
	'guidelines.published': {
		live: false,
		payload: z.strictObject({ version: z.int(), mustAccept: z.boolean() }),
	},
	'guidelines.accepted': {
		live: false,
		payload: z.strictObject({ memberId: z.uuid(), version: z.int() }),
	},
} as const;
