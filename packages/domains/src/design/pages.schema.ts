import * as z from 'zod';
import { Href, LineId, Sign } from './links.schema.ts';

export const MOST_BLOCKS = 30;
/** A page asks the database for so many blocks at most. */
const MOST_ASKING = 6;
const MOST_CHARACTERS = 60_000;

const Title = z.string().trim().max(120);
const Words = z.string().trim().max(600);
const base = { id: LineId };
const FileId = z.uuid().nullable();

export const Block = z.discriminatedUnion('kind', [
	z.strictObject({
		...{ ...base, kind: z.literal('hero'), title: Title, text: Words, fileId: FileId },
		align: z.enum(['start', 'center']),
		/** Empty for the way to join. */
		action: z.strictObject({ label: z.string().trim().max(40), href: Href.or(z.literal('')) }),
	}),
	/** Paragraphs with a little markup: see `read-markup.ts`. */
	z.strictObject({ ...base, kind: z.literal('text'), source: z.string().max(8000) }),
	z.strictObject({
		...{ ...base, kind: z.literal('spaces'), title: Title },
		/** None for all. */
		spaceIds: z.array(z.uuid()).max(24),
	}),
	z.strictObject({
		...{ ...base, kind: z.literal('posts'), title: Title, order: z.enum(['latest', 'featured']) },
		...{ spaceId: z.uuid().nullable(), count: z.int().min(1).max(12) },
	}),
	z.strictObject({
		...{ ...base, kind: z.literal('members'), title: Title, count: z.int().min(1).max(24) },
	}),
	z.strictObject({ ...base, kind: z.literal('stats'), title: Title }),
	z.strictObject({ ...base, kind: z.literal('join'), title: Title, text: Words }),
	z.strictObject({
		...{ ...base, kind: z.literal('faq'), title: Title },
		items: z
			.array(
				z.strictObject({
					...{ id: LineId, question: z.string().trim().max(200) },
					answer: z.string().trim().max(2000),
				}),
			)
			.max(20),
	}),
	z.strictObject({
		...{ ...base, kind: z.literal('image'), fileId: FileId, alt: z.string().trim().max(300) },
		...{ width: z.int().min(0).max(20_000), height: z.int().min(0).max(20_000) },
		caption: z.string().trim().max(200),
	}),
	z.strictObject({
		...{ ...base, kind: z.literal('cards'), title: Title },
		items: z
			.array(
				z.strictObject({
					...{ id: LineId, title: z.string().trim().max(80), text: z.string().trim().max(200) },
					...{ href: Href.or(z.literal('')), icon: Sign },
				}),
			)
			.max(12),
	}),
]);
export type Block = z.infer<typeof Block>;
export type BlockKind = Block['kind'];
export const BLOCK_KINDS = Block.options.map((option) => option.shape.kind.value);

const asks = ({ kind }: Block) => kind === 'posts' || kind === 'members' || kind === 'stats';
const sameId = (blocks: readonly Block[]) =>
	new Set(blocks.map(({ id }) => id)).size < blocks.length;

const Page = z.strictObject({
	isOn: z.boolean(),
	blocks: z
		.array(Block)
		.max(MOST_BLOCKS)
		.refine((blocks) => blocks.filter(asks).length <= MOST_ASKING, 'design.too_many_asking')
		.refine((blocks) => !sameId(blocks), 'design.same_lines')
		.refine((blocks) => JSON.stringify(blocks).length <= MOST_CHARACTERS, 'design.too_long'),
});

/** The page that visitors are received with, and the one that tells who we are. */
export const Pages = z.strictObject({ home: Page, about: Page });
export type Pages = z.infer<typeof Pages>;
export const PAGE_KEYS = ['home', 'about'] as const;
export type PageKey = (typeof PAGE_KEYS)[number];

export const DEFAULT_PAGES: Pages = {
	home: { isOn: false, blocks: [] },
	about: { isOn: false, blocks: [] },
};
