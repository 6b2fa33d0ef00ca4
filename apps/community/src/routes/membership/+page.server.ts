import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const offers = await orErrorPage(locals.api.tiers.offers());
	const opens = url.searchParams.get('opens');
	const space = offers.flatMap(({ spaces }) => spaces).find(({ id }) => id === opens);
	return {
		offers,
		/** The locked space that somebody came from. */
		door: space ? { id: space.id, name: space.name } : null,
		every: url.searchParams.get('every') === 'year' ? ('year' as const) : ('month' as const),
		problem: url.searchParams.get('problem'),
		isMember: locals.request.viewer?.standing === 'active',
	};
};
