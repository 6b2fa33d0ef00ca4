import { orSignIn } from '#lib/identity/server/signed-in.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const handle = params.handle.slice(0, 32);
	const profile = await orSignIn(locals.api.members.profile({ handle }), { url });
	const posts = await orErrorPage(
		locals.api.posts.list({ authorId: profile.id, cursor: url.searchParams.get('after') }),
	);
	return { profile, posts, isFirst: !url.searchParams.has('after') };
};
