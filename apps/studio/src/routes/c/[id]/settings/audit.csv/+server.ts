import { filterOf, typedFilter } from '#lib/audit/audit-filter.ts';
import { auditHeadings, auditLine } from '#lib/audit/audit-table.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { BYTE_ORDER_MARK, csvLine } from '#lib/studio/csv.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import { pagedFile } from '#lib/studio/server/paged-file.ts';
import type { RequestHandler } from './$types';

const PAGE = 100;

/** What the page shows, as a table for spreadsheets, newest first. */
export const GET: RequestHandler = async (event) => {
	const { api, face } = await communityFor(event);
	const filter = filterOf(typedFilter(event.url));
	const read = (cursor: string | null) => api.audit.list({ ...filter, cursor, limit: PAGE });
	// Written down before the first row leaves.
	await orErrorPage(api.audit.beginExport({ ...filter, format: 'csv' }));
	return pagedFile({
		...{ name: ['audit', face.slug], ending: 'csv', lineOf: auditLine },
		head: BYTE_ORDER_MARK + csvLine(auditHeadings()),
		...{ first: await orErrorPage(read(null)), read },
	});
};
