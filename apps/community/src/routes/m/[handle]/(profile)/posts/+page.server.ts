import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
	const { profile } = await parent();
	const cursor = url.searchParams.get('after');
	const posts = await orErrorPage(locals.api.posts.list({ authorId: profile.id, cursor }));
	return { posts, isFirst: cursor === null };
};
