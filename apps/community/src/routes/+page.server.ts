import { orErrorPage } from '#lib/shell/loading.ts';
import { describe } from '#lib/shell/server/describe.ts';
import { isPublicCommunity } from '#lib/shell/server/is-public.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const cursor = url.searchParams.get('cursor');
	const { face } = locals.request;
	if (isPublicCommunity(locals.request) && !cursor)
		describe(
			{ locals, url },
			{
				path: '/',
				description: face.description || face.tagline,
				image: face.look.logoFileId && `/files/${face.look.logoFileId}/full`,
			},
		);
	const [feed, checklist] = await Promise.all([
		orErrorPage(locals.api.posts.list({ cursor })),
		// Only who runs the community gets an answer, and only they are shown it.
		url.searchParams.has('welcome') ? locals.api.communities.checklist().catch(() => null) : null,
	]);
	return { feed, cursor, checklist, studioOrigin: checklist && locals.request.platformOrigin };
};
