import type { PostDetail } from '@kith/domains/posts/schema';

/** Whether something became of a post that its page has to tell. */
export function hasLife(post: PostDetail): boolean {
	const { closing, coAuthors, filed, held, isFeatured, isInvited, pinnedUntil, shownIn } = post;
	const facts = [closing, filed, held, pinnedUntil];
	const isSpecial = isInvited || isFeatured || facts.some((fact) => fact !== null);
	return isSpecial || coAuthors.length > 0 || shownIn.length > 0;
}
