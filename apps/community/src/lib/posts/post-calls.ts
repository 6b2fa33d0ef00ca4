import type { PostDetail } from '@kith/domains/posts/schema';
import { api } from '#lib/shell/api.ts';
import { fetchParts } from './part-loaders.ts';
import { partsFor } from './parts-for.ts';

/** The post as it is stored now. Throws what the server refuses. */
export async function readPost(postId: string): Promise<PostDetail> {
	const post = await (await api()).posts.get.query({ postId });
	await fetchParts(partsFor(post, []));
	return post;
}
