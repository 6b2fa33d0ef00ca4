import { failureOf } from '@kith/client/failure';
import type { LockedSpace } from '@kith/domains/spaces/schema';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const opens = url.searchParams.get('opens');
	const [offers, door] = await Promise.all([
		orErrorPage(locals.api.tiers.offers()),
		opens ? knock(locals, opens) : null,
	]);
	const code = (url.searchParams.get('offer') ?? '').trim().slice(0, 40);
	const { deal, refusal } = await dealOf(code);
	return {
		offers,
		/** The locked space that somebody came from. */
		door,
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

/** Nothing where there is no such door (any more), or it stands open for who asks. */
async function knock({ api }: App.Locals, slug: string): Promise<LockedSpace | null> {
	try {
		return await api.spaces.locked({ slug });
	} catch (cause) {
		if (failureOf(cause).status >= 500) throw cause;
		return null;
	}
}
