import * as z from 'zod';
import { EMBED_PROVIDERS, isEmbedId } from './embeds.schema.ts';

/** Limits of one document; a comment uses the same. */
export const RICH_TEXT_LIMITS = { depth: 12, nodes: 5000, bytes: 200_000 } as const;

/** How large one table may be. */
export const TABLE_LIMITS = { rows: 100, columns: 20 } as const;

const WebLink = z
	.string()
	.max(2000)
	.refine((text) => /^(https?:\/\/|mailto:)/i.test(text) && URL.canParse(text), 'links.bad_scheme');

const Mark = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('bold') }),
	z.strictObject({ type: z.literal('italic') }),
	z.strictObject({ type: z.literal('underline') }),
	z.strictObject({ type: z.literal('strike') }),
	z.strictObject({ type: z.literal('code') }),
	z.strictObject({ type: z.literal('spoiler') }),
	z.strictObject({ type: z.literal('link'), attrs: z.object({ href: WebLink }) }),
]);

const Text = z.strictObject({
	type: z.literal('text'),
	text: z.string().min(1).max(20_000),
	marks: z.array(Mark).max(6).optional(),
});
const HardBreak = z.strictObject({
	type: z.literal('hardBreak'),
	marks: z.array(Mark).max(6).optional(),
});
const Mention = z.strictObject({
	type: z.literal('mention'),
	attrs: z.object({ id: z.uuid(), label: z.string().min(1).max(80) }),
	marks: z.array(Mark).max(6).optional(),
});
const SpaceMention = z.strictObject({
	type: z.literal('spaceMention'),
	attrs: z.object({ id: z.uuid(), label: z.string().min(1).max(80) }),
	marks: z.array(Mark).max(6).optional(),
});
const Inline = z.discriminatedUnion('type', [Text, HardBreak, Mention, SpaceMention]);
const inlines = z.array(Inline).max(2000).optional();

const Image = z.strictObject({
	type: z.literal('image'),
	attrs: z.object({
		fileId: z.uuid(),
		alt: z.string().max(500).default(''),
		width: z.int().positive().max(20_000),
		height: z.int().positive().max(20_000),
	}),
});
const File = z.strictObject({
	type: z.literal('file'),
	attrs: z.object({
		fileId: z.uuid(),
		name: z.string().min(1).max(200),
		bytes: z.int().nonnegative(),
		mime: z
			.string()
			.regex(/^[a-z0-9]+\/[a-z0-9.+-]+$/)
			.max(80),
		/** Of a film with a poster, so that nothing moves when it appears. */
		width: z.int().positive().max(20_000).optional(),
		height: z.int().positive().max(20_000).optional(),
	}),
});
const Paragraph = z.strictObject({ type: z.literal('paragraph'), content: inlines });
const Heading = z.strictObject({
	type: z.literal('heading'),
	attrs: z.object({ level: z.literal([2, 3]) }),
	content: inlines,
});
const CodeBlock = z.strictObject({
	type: z.literal('codeBlock'),
	attrs: z
		.object({
			language: z
				.string()
				.regex(/^[a-z0-9+#-]{1,30}$/)
				.nullish(),
		})
		.optional(),
	content: z
		.array(z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(50_000) }))
		.max(1)
		.optional(),
});
const HorizontalRule = z.strictObject({ type: z.literal('horizontalRule') });
const Embed = z.strictObject({
	type: z.literal('embed'),
	attrs: z
		.object({ provider: z.enum(EMBED_PROVIDERS), id: z.string().max(120) })
		.refine(isEmbedId, 'embeds.unknown'),
});
const TableCell = z.strictObject({
	type: z.literal(['tableCell', 'tableHeader']),
	content: z.array(Paragraph).min(1).max(20),
});
const TableRow = z.strictObject({
	type: z.literal('tableRow'),
	content: z.array(TableCell).min(1).max(TABLE_LIMITS.columns),
});
const Table = z
	.strictObject({
		type: z.literal('table'),
		content: z.array(TableRow).min(1).max(TABLE_LIMITS.rows),
	})
	.refine(
		({ content: [first, ...rows] }) =>
			rows.every((row) => row.content.length === first?.content.length),
		'tables.ragged',
	);

type ListItemNode = { type: 'listItem'; content: BlockNode[] };
export type InlineNode = z.infer<typeof Inline>;
export type BlockNode =
	| z.infer<typeof Paragraph>
	| z.infer<typeof Heading>
	| z.infer<typeof CodeBlock>
	| z.infer<typeof HorizontalRule>
	| z.infer<typeof Image>
	| z.infer<typeof File>
	| z.infer<typeof Embed>
	| z.infer<typeof Table>
	| { type: 'blockquote'; content: BlockNode[] }
	| { type: 'bulletList'; content: ListItemNode[] }
	| {
			type: 'orderedList';
			attrs?: { start?: number | undefined } | undefined;
			content: ListItemNode[];
	  };

const ListItem: z.ZodType<ListItemNode> = z.strictObject({
	type: z.literal('listItem'),
	get content() {
		return z.array(Block).min(1).max(200);
	},
});
const Block: z.ZodType<BlockNode> = z.lazy(() =>
	z.discriminatedUnion('type', [
		Paragraph,
		Heading,
		CodeBlock,
		HorizontalRule,
		Image,
		File,
		Embed,
		Table,
		z.strictObject({ type: z.literal('blockquote'), content: z.array(Block).min(1).max(200) }),
		z.strictObject({ type: z.literal('bulletList'), content: z.array(ListItem).min(1).max(500) }),
		z.strictObject({
			type: z.literal('orderedList'),
			attrs: z.object({ start: z.int().min(0).max(100_000).optional() }).optional(),
			content: z.array(ListItem).min(1).max(500),
		}),
	]),
);

/**
 * A rich text as the editor makes it and the database keeps it. Unknown nodes and marks are refused, unknown
 * attributes are not kept, links carry web or mail addresses only, images name one of our files and never an address.
 */
export const RichText = z
	.unknown()
	.refine((value) => measure(value, 0, { nodes: 0, bytes: 0 }), {
		...{ error: 'rich_text.too_large', abort: true },
	})
	.refine(isStorable, { error: 'rich_text.bad_characters', abort: true })
	.pipe(z.strictObject({ type: z.literal('doc'), content: z.array(Block).min(1).max(1000) }));
export type RichText = z.infer<typeof RichText>;

const UTF8 = new TextEncoder();

/** PostgreSQL keeps neither NUL nor half a surrogate pair in its texts. */
function isStorable(value: unknown): boolean {
	if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
	if (typeof value !== 'object' || value === null) return true;
	return Object.values(value).every(isStorable);
}

/** Counts before the recursive schema runs, so that a hostile tree costs one walk and no stack. */
function measure(value: unknown, depth: number, seen: { nodes: number; bytes: number }): boolean {
	if (typeof value === 'string') {
		seen.bytes += value.length > RICH_TEXT_LIMITS.bytes ? value.length : UTF8.encode(value).length;
		return seen.bytes <= RICH_TEXT_LIMITS.bytes;
	}
	if (typeof value !== 'object' || value === null) return true;
	seen.nodes += 1;
	// Each level of the tree is an object and its `content` array, and attributes add one more.
	if (seen.nodes > RICH_TEXT_LIMITS.nodes * 3 || depth > RICH_TEXT_LIMITS.depth * 2 + 3)
		return false;
	return Object.values(value).every((part) => measure(part, depth + 1, seen));
}
