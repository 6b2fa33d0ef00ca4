import * as z from 'zod';

const Subject = z.strictObject({ connectionId: z.uuid() });

export const ssoEvents = {
	'sso.connection_saved': { live: false, payload: Subject },
	'sso.connection_removed': { live: false, payload: Subject },
	'sso.linked': {
		live: false,
		payload: Subject.extend({ userId: z.uuid() }),
	},
} as const;
