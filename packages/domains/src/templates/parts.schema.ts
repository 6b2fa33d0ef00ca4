import * as z from 'zod';

export const Key = z
	.string()
	.max(40)
	.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'is not a kebab-case word');

export const Handle = z
	.string()
	.regex(/^[a-z0-9](?:[a-z0-9_-]{0,30}[a-z0-9])?$/, 'is not a handle');

/** What is said of one space; the prompt greets staff while the space is empty. */
export const SpaceWords = z.strictObject({
	name: z.string().trim().min(1).max(80),
	description: z.string().trim().min(1).max(500),
	prompt: z.string().trim().min(1).max(300),
});

/** What a page of the web said of itself: a demo asks nobody. The picture is a file in `pictures/` beside the demo. */
export const DemoLink = z.strictObject({
	url: z.url({ protocol: /^https$/ }),
	title: z.string().min(1).max(200),
	description: z.string().max(400),
	site: z.string().min(1).max(80),
	picture: z.string().regex(/^[a-z0-9-]+\.jpg$/, 'is not the name of a picture'),
});
