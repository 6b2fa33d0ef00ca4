import { failureOf } from '@kith/client/failure';
import type { AffiliatesView } from '@kith/domains/affiliates/schema';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { communityFor } from '#lib/studio/server/community.ts';

type Api = Awaited<ReturnType<typeof communityFor>>['api'];

/** The programme, and how much waits to be looked at; null where memberships are not switched on. */
export async function programmeOf(api: Api): Promise<AffiliatesView | null> {
	const asked = api.affiliates.programme().catch((cause: unknown) => {
		if (failureOf(cause).code === 'module.off') return null;
		throw cause;
	});
	return orErrorPage(asked);
}
