import type { FindResult } from '@kith/domains/search/schema';
import { redirect } from '@sveltejs/kit';
import { onlyMembers, orSignIn } from '#lib/identity/server/signed-in.ts';
import { textIn } from '#lib/identity/server/form-text.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

const KINDS = ['all', 'posts', 'comments', 'documents'] as const;
const NOTHING: FindResult = {
	...{ items: [], nextCursor: null, spaces: [], members: [], tags: [] },
	...{
		documents: [],
		alike: { posts: [], spaces: [], members: [], tags: [], documents: [] },
		unknownFilters: [],
	},
};

export const load: PageServerLoad = async ({ locals, url }) => {
	const text = (url.searchParams.get('q') ?? '').trim().slice(0, 200);
	const kind = KINDS.find((one) => one === url.searchParams.get('kind')) ?? 'all';
	const cursor = url.searchParams.get('after');
	const result = text
		? await orSignIn(locals.api.search.find({ text, kind, cursor }), { url })
		: NOTHING;
	const offered = text ? null : await orSignIn(locals.api.search.recent(), { url });
	return { text, kind, result, offered, isFirst: cursor === null };
};

export const actions: Actions = {
	forget: async (event) => {
		onlyMembers(event);
		const text = textIn(await event.request.formData(), 'text', 200) || null;
		await orErrorPage(event.locals.api.search.forget({ text }));
		redirect(303, '/search');
	},
};
