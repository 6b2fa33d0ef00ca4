/** The address of a post, with its title as words for people; any words lead to it. */
export function postHref({ id, title }: { id: string; title: string }): string {
	const words = titleSlug(title);
	return words ? `/p/${id}/${encodeURIComponent(words)}` : `/p/${id}`;
}

/** A title's first words as part of an address, in any script; empty when it holds no letter or digit. */
export function titleSlug(title: string): string {
	const words = title
		.normalize('NFKC')
		.toLowerCase()
		.split(/[^\p{L}\p{M}\p{N}]+/u)
		.filter(Boolean);
	let slug = '';
	for (const word of words) {
		if (slug.length + word.length > 60) break;
		slug += slug ? `-${word}` : word;
	}
	return slug;
}

/** The address of one comment: its post, opened at that comment. */
export function commentHref(post: { id: string; title: string }, commentId: string): string {
	return `${postHref(post)}?comment=${commentId}#c-${commentId}`;
}
