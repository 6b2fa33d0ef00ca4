import type { BlockNode, InlineNode, RichText } from '@kith/domains/rich-text/schema';

/** Typed text as a rich text: an empty line parts paragraphs, a single one breaks the line. */
export function textToRichText(text: string): RichText {
	const parts = text
		.replaceAll(/\r\n?/g, '\n')
		.trim()
		.split(/\n{2,}/);
	return { type: 'doc', content: parts.map(paragraph) };
}

function paragraph(text: string): BlockNode {
	const content = text
		.split('\n')
		.flatMap((line, index): InlineNode[] => [
			...(index > 0 ? [{ type: 'hardBreak' as const }] : []),
			...(line.trim() ? [{ type: 'text' as const, text: line }] : []),
		]);
	return content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' };
}
