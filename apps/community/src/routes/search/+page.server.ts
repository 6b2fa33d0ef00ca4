import type { FindResult } from '@kith/domains/search/schema';
import { orSignIn } from '#lib/identity/server/signed-in.ts';
import type { PageServerLoad } from './$types';

const KINDS = ['all', 'posts', 'comments'] as const;
const NOTHING: FindResult = {
	...{ items: [], nextCursor: null, spaces: [], members: [], alike: [], unknownFilters: [] },
};

export const load: PageServerLoad = async ({ locals, url }) => {
	const text = (url.searchParams.get('q') ?? '').trim().slice(0, 200);
	const kind = KINDS.find((one) => one === url.searchParams.get('kind')) ?? 'all';
	const cursor = url.searchParams.get('after');
	const result = text
		? await orSignIn(locals.api.search.find({ text, kind, cursor }), { url })
		: NOTHING;
	return { text, kind, result, isFirst: cursor === null };
};
