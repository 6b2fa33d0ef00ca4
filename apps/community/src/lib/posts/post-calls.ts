import type { CommunityInputs } from '@kith/domains';
import type { PostDetail } from '@kith/domains/posts/schema';
import { api } from '#lib/shell/api.ts';
import { fetchParts } from './part-loaders.ts';
import { partsFor } from './parts-for.ts';
import { explain } from '#lib/shell/explain.ts';

/** The post as it is stored now. Throws what the server refuses. */
export async function readPost(postId: string): Promise<PostDetail> {
	const post = await (await api()).posts.get.query({ postId });
	await fetchParts(partsFor({ post, comments: [] }));
	return post;
}

/** Gives or takes back a reaction; returns why it did not work, or null. */
export async function setReaction(
	reaction: CommunityInputs['reactions']['set'],
): Promise<string | null> {
	try {
		await (await api()).reactions.set.mutate(reaction);
		return null;
	} catch (error) {
		return explain(error);
	}
}
