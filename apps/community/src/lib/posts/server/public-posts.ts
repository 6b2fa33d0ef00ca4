import type { CommunityRequest } from '@kith/client/request-store';
import type { PostCard } from '@kith/domains/posts/schema';
import type { Navigation } from '@kith/domains/spaces/schema';

type PublicSpace = Navigation['groups'][number]['spaces'][number];

/**
 * The spaces that anyone may read, whoever asks; null when the community shows nothing to strangers. What is made of
 * them may be kept by shared caches.
 */
export async function publicSpaces({
	api,
	face,
	isPreview,
}: CommunityRequest): Promise<PublicSpace[] | null> {
	if (face.access.visibility !== 'public' || face.status !== 'live' || isPreview) return null;
	const { groups } = await api.spaces.navigation();
	return groups.flatMap(({ spaces }) => spaces).filter((space) => space.visibility === 'public');
}

/** The latest posts in `spaces`, newest first; at most `pages` hundred of them are looked at. */
export async function publicPosts(
	{ api }: CommunityRequest,
	spaces: readonly PublicSpace[],
	pages: number,
	spaceId?: string,
): Promise<PostCard[]> {
	const shown = new Set(spaces.map(({ id }) => id));
	const found: PostCard[] = [];
	let cursor: string | null = null;
	for (let page = 0; page < pages; page += 1) {
		const { items, nextCursor } = await api.posts.list({ cursor, limit: 100, spaceId });
		found.push(...items.filter(({ space }) => shown.has(space.id)));
		cursor = nextCursor;
		if (!cursor) break;
	}
	return found;
}
