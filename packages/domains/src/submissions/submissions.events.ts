import * as z from 'zod';

const Subject = z.strictObject({
	submissionId: z.uuid(),
	authorId: z.uuid(),
	kind: z.enum(['post', 'comment']),
	spaceId: z.uuid(),
});

// Nothing of what waits reaches an open page: these events are for mails and for the record.
export const submissionsEvents = {
	'submissions.held': { live: false, payload: Subject },
	'submissions.approved': { live: false, payload: Subject },
	'submissions.rejected': { live: false, payload: Subject },
} as const;
