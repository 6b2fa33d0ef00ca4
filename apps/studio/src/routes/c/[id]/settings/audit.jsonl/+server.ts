import { filterOf, typedFilter } from '#lib/audit/audit-filter.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import { pagedFile } from '#lib/studio/server/paged-file.ts';
import type { RequestHandler } from './$types';

/** Entries with all that their hashes are made of, oldest first. */
export const GET: RequestHandler = async (event) => {
	const { api, face } = await communityFor(event);
	const filter = filterOf(typedFilter(event.url));
	const read = async (cursor: string | null) => {
		const { lines, nextCursor } = await api.audit.export({ ...filter, cursor });
		return { items: lines, nextCursor };
	};
	// Written down before the first row leaves.
	await orErrorPage(api.audit.beginExport({ ...filter, format: 'jsonl' }));
	return pagedFile({
		...{ name: ['audit', face.slug], ending: 'jsonl', head: '' },
		lineOf: (line: string) => `${line}\n`,
		...{ first: await orErrorPage(read(null)), read },
	});
};
