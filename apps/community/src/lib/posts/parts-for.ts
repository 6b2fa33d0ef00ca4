import type { PostDetail } from '@kith/domains/posts/schema';
import { fetchParts, type PartName } from './part-loaders.ts';

type Comments = readonly { held: unknown }[];

/** Names of the parts that a post's page needs before it is taken over: what does not lie asleep (Asleep.svelte). */
export function partsFor(post: PostDetail, comments: Comments): PartName[] {
	const own: (PartName | false)[] = [
		post.kind !== 'discussion' && `kind-${post.kind}`,
		post.contentWarning !== '' && 'warning',
	];
	return [...own.filter((name) => name !== false), ...partsOf(comments)];
}

/** Fetches what is needed to show `comments`. */
export function fetchPartsOf(comments: Comments): Promise<void> {
	return fetchParts(partsOf(comments));
}

const partsOf = (comments: Comments): PartName[] =>
	comments.some(({ held }) => held) ? ['held'] : [];
