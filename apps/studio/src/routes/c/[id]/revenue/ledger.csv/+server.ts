import type { LedgerRow } from '@kith/domains/sales/ledger';
import { ledgerHeadings, ledgerLine } from '#lib/revenue/ledger-table.ts';
import { ledgerAsked, readLedgerView } from '#lib/revenue/ledger-view.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { BYTE_ORDER_MARK, csvLine } from '#lib/studio/csv.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import { pagedFile } from '#lib/studio/server/paged-file.ts';
import type { RequestHandler } from './$types';

const PAGE = 100;

/** What the ledger shows, as a table for spreadsheets and bookkeepers, newest first. */
export const GET: RequestHandler = async (event) => {
	const { api, face } = await communityFor(event);
	const asked = ledgerAsked(readLedgerView(event.url));
	const read = (cursor: string | null) => api.sales.ledger({ ...asked, cursor, limit: PAGE });
	// Written down before the first row leaves.
	await orErrorPage(api.sales.exportLedger(asked));
	return pagedFile<LedgerRow>({
		...{ name: ['ledger', face.slug], ending: 'csv', lineOf: ledgerLine },
		head: BYTE_ORDER_MARK + csvLine(ledgerHeadings()),
		...{ first: await orErrorPage(read(null)), read },
	});
};
