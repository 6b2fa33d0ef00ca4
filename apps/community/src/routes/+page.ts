import type { PageLoad } from './$types';

/** What draws a page of blocks is fetched where there is one. */
export const load: PageLoad = async ({ data }) => ({
	...data,
	SitePage: data.start ? (await import('#lib/site/SitePage.svelte')).default : null,
});
