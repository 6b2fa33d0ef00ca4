import { filterOf, typedFilter } from '#lib/audit/audit-filter.ts';
import { activityHeadings, activityLine } from '#lib/organizations/activity-table.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { BYTE_ORDER_MARK, csvLine } from '#lib/studio/csv.ts';
import { requireStaff } from '#lib/studio/server/community.ts';
import { pagedFile } from '#lib/studio/server/paged-file.ts';
import type { RequestHandler } from './$types';

const PAGE = 100;

/** What the page shows, as a table for spreadsheets, newest first. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	requireStaff(locals, url);
	const { organizationId } = params;
	const { aboutId: _, ...wanted } = filterOf({ ...typedFilter(url), about: '' });
	const read = (cursor: string | null) =>
		locals.api.organizations.activity({ ...wanted, organizationId, cursor, limit: PAGE });
	// Written down before the first row leaves.
	await orErrorPage(locals.api.organizations.exportActivity({ ...wanted, organizationId }));
	return pagedFile({
		...{ name: ['activity'], ending: 'csv', lineOf: activityLine },
		head: BYTE_ORDER_MARK + csvLine(activityHeadings()),
		...{ first: await orErrorPage(read(null)), read },
	});
};
