import { failureOf } from '@kith/client/failure';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const offers = await orErrorPage(locals.api.tiers.offers());
	const code = (url.searchParams.get('offer') ?? '').trim().slice(0, 40);
	const { deal, refusal } = await dealOf(code);
	const opens = url.searchParams.get('opens');
	const space = offers.flatMap(({ spaces }) => spaces).find(({ id }) => id === opens);
	return {
		offers,
		/** The locked space that somebody came from. */
		door: space ? { id: space.id, name: space.name } : null,
		every: url.searchParams.get('every') === 'year' ? ('year' as const) : ('month' as const),
		...{ code, deal, refusal },
		problem: url.searchParams.get('problem'),
		isMember: locals.request.viewer?.standing === 'active',
	};

	/** What a code stands for, or why it stands for nothing. */
	async function dealOf(typed: string) {
		if (typed === '' || offers.length === 0) return { deal: null, refusal: null };
		try {
			return { deal: await locals.api.offers.find({ code: typed }), refusal: null };
		} catch (cause) {
			const { status, code: refusal } = failureOf(cause);
			if (status >= 500 || status === 0) throw cause;
			return { deal: null, refusal };
		}
	}
};
