import * as z from 'zod';
import { RichText } from '../rich-text/rich-text.schema.ts';
import { PAGE_KEYS } from './pages.schema.ts';

export const PageRef = z.strictObject({ page: z.enum(PAGE_KEYS) });
export type PageRef = z.infer<typeof PageRef>;

const base = { id: z.string(), title: z.string() };
const Person = z.strictObject({
	...{ id: z.uuid(), handle: z.string(), name: z.string(), avatarFileId: z.uuid().nullable() },
});

/** A block with what one reader may see of what it shows. */
export const BlockView = z.discriminatedUnion('kind', [
	z.strictObject({
		...{ ...base, kind: z.literal('hero'), text: z.string(), fileId: z.uuid().nullable() },
		align: z.enum(['start', 'center']),
		action: z.strictObject({ label: z.string(), href: z.string() }).nullable(),
	}),
	z.strictObject({ id: z.string(), kind: z.literal('text'), body: RichText }),
	z.strictObject({
		...{ ...base, kind: z.literal('spaces') },
		spaces: z.array(
			z.strictObject({
				...{ id: z.uuid(), slug: z.string(), name: z.string(), icon: z.string() },
				description: z.string(),
			}),
		),
	}),
	z.strictObject({
		...{ ...base, kind: z.literal('posts') },
		posts: z.array(
			z.strictObject({
				...{ id: z.uuid(), title: z.string(), excerpt: z.string(), createdAt: z.date() },
				...{ space: z.string(), author: z.string(), commentCount: z.int() },
				coverFileId: z.uuid().nullable(),
			}),
		),
	}),
	z.strictObject({ ...base, kind: z.literal('members'), members: z.array(Person) }),
	z.strictObject({
		...{ ...base, kind: z.literal('stats'), members: z.int(), posts: z.int(), spaces: z.int() },
		/** Whether there are more members than were counted. */
		isMore: z.boolean(),
	}),
	z.strictObject({ ...base, kind: z.literal('join'), text: z.string() }),
	z.strictObject({
		...{ ...base, kind: z.literal('faq') },
		items: z.array(z.strictObject({ id: z.string(), question: z.string(), answer: z.string() })),
	}),
	z.strictObject({
		...{ id: z.string(), kind: z.literal('image'), fileId: z.uuid(), alt: z.string() },
		...{ width: z.int(), height: z.int(), caption: z.string() },
	}),
	z.strictObject({
		...{ ...base, kind: z.literal('cards') },
		items: z.array(
			z.strictObject({
				...{ id: z.string(), title: z.string(), text: z.string() },
				...{ href: z.string(), icon: z.string() },
			}),
		),
	}),
]);
export type BlockView = z.infer<typeof BlockView>;

/** A page as one reader sees it. */
export const PageView = z.strictObject({ blocks: z.array(BlockView) });
export type PageView = z.infer<typeof PageView>;
