import type { JSONContent } from '@tiptap/core';
import type { BlockNode, InlineNode, RichText } from '@kith/domains/rich-text/schema';
import { isEmbed } from './embed-node.ts';
import { tableOf } from './rich-text-of-table.ts';
import { webAddress } from './web-address.ts';

type Mark = NonNullable<InlineNode['marks']>[number];
type ListItem = Extract<BlockNode, { type: 'bulletList' }>['content'][number];

/** Containers deeper than this are unfolded: the store takes twelve levels, and a list needs three of them. */
const DEEPEST_CONTAINER = 9;
/** A table has rows, cells and lines below it. */
const DEEPEST_TABLE = 7;
const LONGEST_TEXT = 20_000;
const LONGEST_CODE = 50_000;
const SIMPLE_MARKS = ['bold', 'italic', 'underline', 'strike', 'code', 'spoiler'] as const;

/** What the editor holds, as the rich text the server takes: known nodes, marks and attributes, nothing else. */
export function richTextOf(document: JSONContent): RichText {
	const content = childrenOf(document).flatMap((node) => blocks(node, 1));
	while (content.length > 1 && isEmptyLine(content.at(-1))) content.pop();
	return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] };
}

/** Whether nothing would be seen: no words, no picture, no mention. */
export function isBlankText({ content }: RichText): boolean {
	return content.every((block) => isBlank(block));
}

function blocks(node: JSONContent, depth: number): BlockNode[] {
	const inside = () => childrenOf(node).flatMap((child) => blocks(child, depth + 1));
	switch (node.type) {
		case 'paragraph':
			return [line(node)];
		case 'heading':
			return [
				{
					type: 'heading',
					attrs: { level: node.attrs?.['level'] === 2 ? 2 : 3 },
					...inlineContent(node),
				},
			];
		case 'codeBlock':
			return [codeBlock(node)];
		case 'horizontalRule':
			return [{ type: 'horizontalRule' }];
		case 'image':
			return picture(node);
		case 'file':
			return file(node);
		case 'embed':
			return isEmbed(node.attrs)
				? [{ type: 'embed', attrs: { provider: node.attrs.provider, id: node.attrs.id } }]
				: [];
		case 'table':
			return depth > DEEPEST_TABLE ? linesIn(node) : tableOf(node, line);
		case 'blockquote': {
			const content = inside();
			if (depth > DEEPEST_CONTAINER || content.length === 0) return content;
			return [{ type: 'blockquote', content }];
		}
		case 'bulletList':
		case 'orderedList':
			return depth > DEEPEST_CONTAINER ? inside() : list(node, node.type, depth);
		case 'listItem':
			return inside();
		default:
			return [];
	}
}

const line = (node: JSONContent) => ({ type: 'paragraph' as const, ...inlineContent(node) });

/** The lines of a table that stands too deep to be one. */
function linesIn(node: JSONContent): BlockNode[] {
	return node.type === 'paragraph' ? [line(node)] : childrenOf(node).flatMap(linesIn);
}

function list(node: JSONContent, type: 'bulletList' | 'orderedList', depth: number): BlockNode[] {
	const content = childrenOf(node).flatMap((item): ListItem[] => {
		const inside = childrenOf(item).flatMap((child) => blocks(child, depth + 2));
		return inside.length > 0 ? [{ type: 'listItem', content: inside }] : [];
	});
	if (content.length === 0) return [];
	if (type === 'bulletList') return [{ type, content }];
	const start = Number(node.attrs?.['start'] ?? 1);
	const isCounted = Number.isInteger(start) && start >= 0 && start <= 100_000 && start !== 1;
	return [{ type, ...(isCounted ? { attrs: { start } } : {}), content }];
}

function codeBlock(node: JSONContent): BlockNode {
	const text = childrenOf(node)
		.map((child) => child.text ?? '')
		.join('')
		.slice(0, LONGEST_CODE);
	const language = String(node.attrs?.['language'] ?? '').toLowerCase();
	return {
		type: 'codeBlock',
		...(/^[a-z0-9+#-]{1,30}$/.test(language) ? { attrs: { language } } : {}),
		...(text === '' ? {} : { content: [{ type: 'text', text }] }),
	};
}

function picture({ attrs = {} }: JSONContent): BlockNode[] {
	const { fileId, alt, width, height } = attrs;
	if (typeof fileId !== 'string' || !isSize(width) || !isSize(height)) return [];
	return [
		{
			type: 'image',
			attrs: { fileId, alt: String(alt ?? '').slice(0, 500), width, height },
		},
	];
}

function file({ attrs = {} }: JSONContent): BlockNode[] {
	const { fileId, name, bytes, mime, width, height } = attrs;
	if (typeof fileId !== 'string' || typeof name !== 'string' || typeof mime !== 'string') return [];
	const size = isSize(width) && isSize(height) ? { width, height } : {};
	return [{ type: 'file', attrs: { fileId, name, bytes: Number(bytes) || 0, mime, ...size } }];
}

function isSize(value: unknown): value is number {
	return Number.isInteger(value) && Number(value) > 0 && Number(value) <= 20_000;
}

function inlineContent(node: JSONContent): { content?: InlineNode[] } {
	const content = childrenOf(node).flatMap(inlines);
	return content.length > 0 ? { content } : {};
}

function inlines(node: JSONContent): InlineNode[] {
	const found = (node.marks ?? []).flatMap(mark);
	const marks = found.length > 0 ? { marks: found } : {};
	if (node.type === 'hardBreak') return [{ type: 'hardBreak', ...marks }];
	if (node.type === 'mention' || node.type === 'spaceMention') {
		const { id, label } = node.attrs ?? {};
		const name = String(label ?? '').slice(0, 80);
		if (typeof id !== 'string' || name === '') return [];
		return [{ type: node.type, attrs: { id, label: name }, ...marks }];
	}
	return pieces(node.text ?? '').map((text) => ({ type: 'text', text, ...marks }));
}

function mark(raw: NonNullable<JSONContent['marks']>[number]): Mark[] {
	if (raw.type === 'link') {
		const href = webAddress(String(raw.attrs?.['href'] ?? ''));
		return href === null ? [] : [{ type: 'link', attrs: { href } }];
	}
	const simple = SIMPLE_MARKS.find((type) => type === raw.type);
	return simple ? [{ type: simple }] : [];
}

function pieces(text: string): string[] {
	const count = Math.ceil(text.length / LONGEST_TEXT);
	return Array.from({ length: count }, (_, index) =>
		text.slice(index * LONGEST_TEXT, (index + 1) * LONGEST_TEXT),
	);
}

function childrenOf(node: JSONContent): JSONContent[] {
	return node.content ?? [];
}

function isEmptyLine(block: BlockNode | undefined): boolean {
	return block?.type === 'paragraph' && isBlank(block);
}

function isBlank(block: BlockNode): boolean {
	if (block.type === 'image' || block.type === 'file' || block.type === 'embed') return false;
	if (block.type === 'table')
		return block.content.every((row) => row.content.every((cell) => cell.content.every(isBlank)));
	if (block.type === 'horizontalRule') return true;
	if (block.type === 'codeBlock') return !block.content?.some(({ text }) => text.trim() !== '');
	if (block.type === 'paragraph' || block.type === 'heading')
		return !block.content?.some(
			(one) =>
				one.type === 'mention' ||
				one.type === 'spaceMention' ||
				(one.type === 'text' && one.text.trim() !== ''),
		);
	if (block.type === 'blockquote') return block.content.every(isBlank);
	return block.content.every((item) => item.content.every(isBlank));
}
