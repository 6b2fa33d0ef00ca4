import { readLedgerView, ledgerAsked } from '#lib/revenue/ledger-view.ts';
import { tiersToName } from '#lib/revenue/server/read-tiers.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const PAGE = 50;

export const load: PageServerLoad = async (event) => {
	const view = readLedgerView(event.url);
	const { api } = await communityFor(event);
	const tiers = await tiersToName(api);
	if (!tiers) return { view, tiers: [], ledger: null };
	const cursor = event.url.searchParams.get('cursor');
	const ledger = await orErrorPage(api.sales.ledger({ ...ledgerAsked(view), cursor, limit: PAGE }));
	return { view, tiers, ledger };
};
