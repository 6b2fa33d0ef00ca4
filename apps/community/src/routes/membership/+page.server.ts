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
	return {
		offers,
		/** The locked space that somebody came from. */
		door,
		every: url.searchParams.get('every') === 'year' ? ('year' as const) : ('month' as const),
		problem: url.searchParams.get('problem'),
		isMember: locals.request.viewer?.standing === 'active',
	};
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
