import * as z from 'zod';

/** How long what a page said of itself is believed, in days. */
export const BELIEVED_DAYS = { found: 30, none: 1 } as const;

export const LinkRef = z.strictObject({
	url: z
		.string()
		.max(2000)
		.refine((text) => /^https?:\/\//i.test(text) && URL.canParse(text), 'links.bad_scheme'),
});
export type LinkRef = z.infer<typeof LinkRef>;

/** What a page of the web says of itself, with its picture as the community keeps it. */
export const LinkPreview = z.strictObject({
	...{ title: z.string(), description: z.string(), site: z.string() },
	picture: z
		.strictObject({
			...{ fileId: z.uuid(), width: z.int(), height: z.int() },
			/** What stands in for it until it is loaded. */
			hint: z.string().nullable(),
		})
		.nullable(),
});
export type LinkPreview = z.infer<typeof LinkPreview>;

export const LinkedText = z.strictObject({
	communityId: z.string(),
	kind: z.enum(['post', 'comment']),
	id: z.uuid(),
});
export type LinkedText = z.infer<typeof LinkedText>;
