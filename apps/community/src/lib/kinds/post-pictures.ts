import type { PostDetail } from '@kith/domains/posts/schema';
import type { BlockNode, RichText } from '@kith/domains/rich-text/schema';

export type PictureOf = Extract<BlockNode, { type: 'image' }>['attrs'] & { hint?: string };

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
