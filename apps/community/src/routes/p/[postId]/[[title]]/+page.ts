import type { PageLoad } from './$types';

/** Most posts have nothing of this: its scripts are fetched by those that do. */
export const load: PageLoad = async ({ data }) => {
	const { post } = data;
	const hasLife =
		post.isInvited ||
		post.isFeatured ||
		post.closing !== null ||
		post.pinnedUntil !== null ||
		post.coAuthors.length > 0 ||
		post.shownIn.length > 0;
	const Life = hasLife ? (await import('#lib/lifecycle/PostLife.svelte')).default : null;
	return { ...data, Life };
};
