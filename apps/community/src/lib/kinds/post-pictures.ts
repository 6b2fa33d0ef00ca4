import type { PostDetail } from '@kith/domains/posts/schema';
import type { BlockNode, RichText } from '@kith/domains/rich-text/schema';

export type PictureOf = Extract<BlockNode, { type: 'image' }>['attrs'] & { hint?: string };

const WORDS_A_MINUTE = 220;
/** Scripts without spaces are read sign by sign. */
const SIGNS_A_MINUTE = 500;

/** The pictures of a text in its order, those within quotes included. */
export function picturesIn(nodes: readonly BlockNode[]): PictureOf[] {
	return nodes.flatMap((node) => {
		if (node.type === 'image') return [node.attrs];
		return node.type === 'blockquote' ? picturesIn(node.content) : [];
	});
}

/** The text without the picture it begins with, which an article shows above its title. */
export function withoutCover({ body, cover }: PostDetail): RichText {
	const [first, ...rest] = body.content;
	const isCover = first?.type === 'image' && first.attrs.fileId === cover?.fileId;
	return isCover && rest.length > 0 ? { ...body, content: rest } : body;
}

/** The text without the pictures that the gallery shows. */
export function withoutPictures({ body }: PostDetail): RichText {
	return { ...body, content: body.content.filter(({ type }) => type !== 'image') };
}

/** How many minutes a text takes; at least one. */
export function readingMinutes(body: RichText): number {
	const text = wordsIn(body.content).join(' ');
	const signs = text.match(
		/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu,
	);
	const words = text
		.replaceAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu, ' ')
		.match(/[\p{L}\p{N}]+/gu);
	const minutes = (words?.length ?? 0) / WORDS_A_MINUTE + (signs?.length ?? 0) / SIGNS_A_MINUTE;
	return Math.max(1, Math.round(minutes));
}

function wordsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(wordsIn);
	if (typeof value !== 'object' || value === null) return [];
	const { text, content } = value as { text?: unknown; content?: unknown };
	return [...(typeof text === 'string' ? [text] : []), ...wordsIn(content)];
}
