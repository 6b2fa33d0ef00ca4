import * as z from 'zod';

/** How long what a page said of itself is believed, in days. */
export const BELIEVED_DAYS = { found: 30, none: 1 } as const;

export const LinkedText = z.strictObject({
	communityId: z.string(),
	kind: z.enum(['post', 'comment']),
	id: z.uuid(),
});
export type LinkedText = z.infer<typeof LinkedText>;
