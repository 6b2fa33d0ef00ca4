import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
	const { profile } = await parent();
	const cursor = url.searchParams.get('after');
	const listing = { memberId: profile.id, cursor };
	const comments = await orErrorPage(locals.api.comments.ofMember(listing));
	return { comments, isFirst: cursor === null };
};
