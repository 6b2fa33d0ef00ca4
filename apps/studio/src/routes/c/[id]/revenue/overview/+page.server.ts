import { failureOf } from '@kith/client/failure';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const RANGES = [6, 12, 24] as const;

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const asked = Number(event.url.searchParams.get('months'));
	const months = RANGES.find((range) => range === asked) ?? 12;
	const revenue = await orErrorPage(
		api.sales.revenue({ months }).catch((cause: unknown) => {
			if (failureOf(cause).code === 'module.off') return null;
			throw cause;
		}),
	);
	// Asked of Stripe, after the page.
	const disputes = revenue ? api.sales.openDisputes().catch(() => null) : null;
	return { revenue, months, ranges: RANGES, disputes };
};
