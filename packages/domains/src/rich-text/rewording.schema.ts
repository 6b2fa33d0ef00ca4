import * as z from 'zod';
import type { BlockNode, InlineNode } from './rich-text.schema.ts';

/** What some blocks of a text say instead, by their place in it; a block without words is left out. */
export const Rewording = z
	.array(z.strictObject({ at: z.int().min(0).max(4999), text: z.string().max(20_000) }))
	.max(500);
export type Rewording = z.infer<typeof Rewording>;

/** What a block says that is nothing but words, with its breaks as line breaks; null for any other. */
export function wordsOfBlock(block: BlockNode): string | null {
	if (block.type === 'codeBlock') return block.content?.[0]?.text ?? '';
	if (block.type !== 'paragraph' && block.type !== 'heading') return null;
	const words = (block.content ?? []).map(wordsOfInline);
	return words.includes(null) ? null : words.join('');
}

/** Whether a block of words says some of them in a way that typed words do not: bold, as a link. */
export function isFormatted(block: BlockNode): boolean {
	if (block.type !== 'paragraph' && block.type !== 'heading') return false;
	return (block.content ?? []).some(({ marks }) => marks !== undefined && marks.length > 0);
}

function wordsOfInline(node: InlineNode): string | null {
	if (node.type === 'text') return node.text;
	if (node.type === 'hardBreak') return '\n';
	return signOf(node);
}

/** How a mention is typed; null for one whose name is not told. */
export function signOf(node: Exclude<InlineNode, { type: 'text' | 'hardBreak' }>): string | null {
	const { label } = node.attrs as { label?: string };
	if (!label) return null;
	return node.type === 'mention' ? `@${label}` : `#${label}`;
}
