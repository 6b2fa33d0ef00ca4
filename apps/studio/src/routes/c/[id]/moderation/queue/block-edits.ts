import type { RichText } from '@kith/domains/rich-text/schema';
import { isFormatted, wordsOfBlock, type Rewording } from '@kith/domains/rich-text/rewording';

/** A block of a text that waits, as it is edited before it goes out. */
export type BlockEdit = {
	/** Its place among the blocks that were sent. */
	at: number;
	kind: string;
	/** What was sent; null for what is no mere words and can only be left out. */
	words: string | null;
	/** What it is to say; of what is no mere words, what stands in it. */
	text: string;
	/** Whether it loses bold, links and the like when its words change. */
	isFormatted: boolean;
	isLeftOut: boolean;
};

export type Changes = { title?: string; rewording?: Rewording };

/** The blocks of a text as a page shows it; the cards below its links were never sent. */
export function editingOf({ content }: RichText): BlockEdit[] {
	return content
		.filter(({ type }) => (type as string) !== 'linkCard')
		.map((block, at) => {
			const words = wordsOfBlock(block);
			return {
				...{ at, kind: block.type, words, text: words ?? wordsWithin(block) },
				...{ isFormatted: isFormatted(block), isLeftOut: false },
			};
		});
}

/** What to ask for; nothing where nothing was changed. */
export function changesIn(blocks: readonly BlockEdit[]): Pick<Changes, 'rewording'> {
	const rewording = blocks
		.filter(({ words, text, isLeftOut }) => (words === null ? isLeftOut : text !== words))
		.map(({ at, words, text }) => ({ at, text: words === null ? '' : text }));
	return rewording.length > 0 ? { rewording } : {};
}

/** Whether nothing would be left of it. */
export const isWordless = (blocks: readonly BlockEdit[]): boolean =>
	blocks.every(({ words, text, isLeftOut }) => (words === null ? isLeftOut : text.trim() === ''));

/** A line for each text within, such as the items of a list or the name of a file. */
function wordsWithin(node: unknown): string {
	if (typeof node !== 'object' || node === null) return '';
	const { text, content, attrs } = node as {
		text?: string;
		content?: unknown[];
		attrs?: { alt?: string; name?: string; label?: string; title?: string | null };
	};
	if (text !== undefined) return text;
	const inner = (content ?? []).map(wordsWithin);
	const isInline = (content ?? []).some(
		(one) => typeof (one as { text?: string }).text === 'string',
	);
	if (inner.length > 0) return inner.join(isInline ? '' : '\n');
	return attrs?.name || attrs?.alt || attrs?.label || attrs?.title || '';
}
