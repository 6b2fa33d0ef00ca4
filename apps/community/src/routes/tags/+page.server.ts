import { orSignIn } from '#lib/identity/server/signed-in.ts';
import { m } from '#lib/paraglide/messages.js';
import { describe } from '#lib/shell/server/describe.ts';
import { isPublicCommunity } from '#lib/shell/server/is-public.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const search = (url.searchParams.get('search') ?? '').trim().slice(0, 60);
	const cursor = url.searchParams.get('after');
	if (isPublicCommunity(locals.request) && !search && !cursor)
		describe({ locals, url }, { title: m.tag_all(), path: '/tags' });
	const tags = await orSignIn(locals.api.tags.list({ search, cursor, limit: 100 }), { url });
	return { search, tags, isFirst: cursor === null };
};
