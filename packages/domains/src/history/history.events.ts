import * as z from 'zod';

const Version = z.strictObject({
	subjectKind: z.enum(['post', 'comment']),
	subjectId: z.uuid(),
	spaceId: z.uuid(),
	number: z.int(),
	why: z.string(),
});

export const historyEvents = {
	'history.version_hidden': { live: false, payload: Version },
	'history.version_shown': { live: false, payload: Version },
} as const;
