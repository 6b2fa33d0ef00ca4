import { readView } from '#lib/members/filter.ts';
import { memberHeadings, memberLine } from '#lib/members/member-table.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { BYTE_ORDER_MARK, csvLine } from '#lib/studio/csv.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import { pagedFile } from '#lib/studio/server/paged-file.ts';
import type { RequestHandler } from './$types';

const PAGE = 100;

/** The members that a filter means as a table, with what this person may see of them and nothing else. */
export const GET: RequestHandler = async (event) => {
	const { api, face } = await communityFor(event);
	const { filter, sort } = readView(event.url);
	const read = (cursor: string | null) => api.roster.list({ filter, sort, cursor, limit: PAGE });
	// Written down before the first row leaves.
	const columns = await orErrorPage(api.roster.export({ filter }));
	const first = await orErrorPage(read(null));
	const head = BYTE_ORDER_MARK + csvLine(memberHeadings(columns));
	return pagedFile({
		...{ name: ['members', face.slug], ending: 'csv', head, first, read },
		lineOf: (member) => memberLine(member, columns),
	});
};
