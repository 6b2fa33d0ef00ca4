import { owedHeadings, owedLine } from '#lib/revenue/owed-table.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { BYTE_ORDER_MARK, csvLine } from '#lib/studio/csv.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import { pagedFile } from '#lib/studio/server/paged-file.ts';
import type { Owed } from '@kith/domains/affiliates/payouts';
import type { RequestHandler } from './$types';

/** Who is owed what now, as a table for whoever makes the payments. */
export const GET: RequestHandler = async (event) => {
	const { api, face } = await communityFor(event);
	const items = await orErrorPage(api.affiliates.exportOwed());
	const first = { items, nextCursor: null };
	return pagedFile<Owed>({
		...{ name: ['owed', face.slug], ending: 'csv', lineOf: owedLine },
		head: BYTE_ORDER_MARK + csvLine(owedHeadings()),
		...{ first, read: async () => first },
	});
};
