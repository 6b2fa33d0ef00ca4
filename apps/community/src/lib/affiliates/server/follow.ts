import type { CommunityRequest } from '@kith/client/request-store';

/**
 * Notes whose link a page was asked for by, where an address says so; any page may. What goes wrong with it is no reason to
 * show no page.
 */
export async function followIn({ api }: CommunityRequest, { searchParams }: URL): Promise<void> {
	const code = searchParams.get('via');
	if (code) await api.affiliates.follow({ code: code.slice(0, 100) }).catch(() => undefined);
}
