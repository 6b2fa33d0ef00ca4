import type { RowProblem } from '@kith/domains/imports/schema';
import { PROBLEM_WORDS } from '#lib/members/import-words.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { BYTE_ORDER_MARK, csvLine } from '#lib/studio/csv.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import { pagedFile } from '#lib/studio/server/paged-file.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

/** Every row of a list that cannot be taken, and why. */
export const GET: RequestHandler = async (event) => {
	const { api } = await communityFor(event);
	const { importId } = event.params;
	const read = (cursor: string | null) => api.imports.problems({ importId, cursor, limit: 100 });
	const heads = [m.import_row(), m.import_column(), m.import_value(), m.import_problem()];
	const lineOf = ({ row, column, value, problem }: RowProblem) =>
		csvLine([String(row), column, value, PROBLEM_WORDS[problem]()]);
	return pagedFile({
		...{ name: ['rows-not-taken'], ending: 'csv', head: BYTE_ORDER_MARK + csvLine(heads), lineOf },
		...{ first: await orErrorPage(read(null)), read },
	});
};
