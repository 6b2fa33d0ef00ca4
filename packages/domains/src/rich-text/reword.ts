import { InvalidError } from '@kith/kernel/errors';
import type { BlockNode, InlineNode, RichText } from './rich-text.schema.ts';
import { signOf, wordsOfBlock, type Rewording } from './rewording.schema.ts';

type Mention = Exclude<InlineNode, { type: 'text' | 'hardBreak' }>;

/**
 * A text with some of its blocks said otherwise, or left out; what a block mentions it still mentions where the name
 * stands. Throws `texts.not_words` for new words where there are none.
 */
export function reword(document: RichText, rewording: Rewording): RichText {
	const said = new Map(rewording.map(({ at, text }) => [at, text]));
	if (rewording.some(({ at }) => at >= document.content.length))
		throw new InvalidError('texts.not_words');
	const content = document.content.flatMap((block, at) => {
		const text = said.get(at);
		return text === undefined ? block : reworded(block, text);
	});
	return { ...document, content: content.length > 0 ? content : [{ type: 'paragraph' }] };
}

function reworded(block: BlockNode, typed: string): BlockNode[] {
	const text = typed.replaceAll(/\r\n?/g, '\n').trim();
	if (text === '') return [];
	if (wordsOfBlock(block) === null) throw new InvalidError('texts.not_words');
	if (block.type === 'codeBlock') return [{ ...block, content: [{ type: 'text', text }] }];
	const mentions = 'content' in block ? mentionsIn(block.content as InlineNode[] | undefined) : [];
	const paragraphs = text.split(/\n{2,}/).map((words) => inlines(words, mentions));
	if (block.type === 'heading') {
		const [first = [], ...rest] = paragraphs;
		return [{ ...block, content: first }, ...rest.map(asParagraph)];
	}
	return paragraphs.map(asParagraph);
}

const asParagraph = (content: InlineNode[]): BlockNode => ({ type: 'paragraph', content });

const mentionsIn = (nodes: readonly InlineNode[] = []): Mention[] =>
	nodes.filter((node): node is Mention => node.type !== 'text' && node.type !== 'hardBreak');

function inlines(words: string, mentions: readonly Mention[]): InlineNode[] {
	return words
		.split('\n')
		.flatMap((line, index) => [
			...(index > 0 ? [{ type: 'hardBreak' as const }] : []),
			...withMentions(line, mentions),
		]);
}

/** The longest name first: one may begin like another. */
function withMentions(line: string, mentions: readonly Mention[]): InlineNode[] {
	const [mention, ...others] = mentions.toSorted(
		(a, b) => (signOf(b) ?? '').length - (signOf(a) ?? '').length,
	);
	const sign = mention && signOf(mention);
	if (!sign) return line === '' ? [] : [{ type: 'text', text: line }];
	return line
		.split(sign)
		.flatMap((piece, index) => [...(index > 0 ? [mention] : []), ...withMentions(piece, others)]);
}
