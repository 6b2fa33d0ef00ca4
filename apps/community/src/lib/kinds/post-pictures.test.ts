import { expect, test } from 'vitest';
import type { PostDetail } from '@kith/domains/posts/schema';
import type { BlockNode } from '@kith/domains/rich-text/schema';
import { picturesIn, withoutCover, withoutPictures } from './post-pictures.ts';

const picture = (fileId: string): BlockNode => ({
	type: 'image',
	attrs: { fileId, alt: '', width: 2, height: 1 },
});
const line = (text: string): BlockNode => ({
	type: 'paragraph',
	content: [{ type: 'text', text }],
});
const post = (...content: BlockNode[]) =>
	({ body: { type: 'doc', content }, cover: { fileId: 'a', width: 2, height: 1 } }) as PostDetail;

test('a gallery has the pictures of quotes too, and the text below it has none of its own', () => {
	const { body } = post(picture('a'), line('x'), { type: 'blockquote', content: [picture('b')] });
	expect(picturesIn(body.content).map(({ fileId }) => fileId)).toEqual(['a', 'b']);
	expect(withoutPictures(post(picture('a'), line('x'))).content).toEqual([line('x')]);
});

test('an article shows its cover once, and never loses its only content', () => {
	expect(withoutCover(post(picture('a'), line('x'))).content).toEqual([line('x')]);
	expect(withoutCover(post(line('x'), picture('a'))).content).toHaveLength(2);
	expect(withoutCover(post(picture('a'))).content).toHaveLength(1);
});
