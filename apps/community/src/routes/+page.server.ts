import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const cursor = url.searchParams.get('cursor');
	const [feed, checklist] = await Promise.all([
		orErrorPage(locals.api.posts.list({ cursor })),
		// Only who runs the community gets an answer, and only they are shown it.
		url.searchParams.has('welcome') ? locals.api.communities.checklist().catch(() => null) : null,
	]);
	return { feed, cursor, checklist, studioOrigin: checklist && locals.request.platformOrigin };
};
