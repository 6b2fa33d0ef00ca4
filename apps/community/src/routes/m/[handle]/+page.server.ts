import { orSignIn } from '#lib/identity/server/signed-in.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const handle = params.handle.slice(0, 32);
	const profile = await orSignIn(locals.api.members.profile({ handle }), { url });
	const cursor = url.searchParams.get('after');
	const [posts, relation] = await orErrorPage(
		Promise.all([
			locals.api.posts.list({ authorId: profile.id, cursor }),
			locals.api.relations.to({ memberId: profile.id }),
		]),
	);
	return { profile, posts, relation, isFirst: !url.searchParams.has('after') };
};
