import type { Acceptance, TextKind } from '@kith/domains/guidelines/schema';
import { versionIn } from '../version-filter.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { BYTE_ORDER_MARK, csvLine } from '#lib/studio/csv.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import { pagedFile } from '#lib/studio/server/paged-file.ts';
import { m } from '#lib/paraglide/messages.js';

const PAGE = 100;

/** Who accepted which version of a text, as a table for spreadsheets. */
export async function acceptancesFile(
	event: Parameters<typeof communityFor>[0],
	kind: TextKind,
): Promise<Response> {
	const { api, face } = await communityFor(event);
	const version = versionIn(event.url);
	const wanted = { kind, ...(version && { version }) };
	const read = (cursor: string | null) =>
		api.guidelines.acceptances({ ...wanted, cursor, limit: PAGE });
	// Written down before the first row leaves.
	await orErrorPage(api.guidelines.exportAcceptances(wanted));
	return pagedFile({
		name: [kind, face.slug, ...(version ? [`v${version}`] : [])],
		...{ ending: 'csv', head: BYTE_ORDER_MARK + csvLine(headings()), lineOf },
		...{ first: await orErrorPage(read(null)), read },
	});
}

const headings = () => [
	...[m.guidelines_column_version(), m.guidelines_column_name(), m.guidelines_column_handle()],
	...[m.guidelines_column_id(), m.guidelines_column_when_utc()],
];

const lineOf = ({ version, name, handle, memberId, acceptedAt }: Acceptance) =>
	csvLine([String(version), name, handle, memberId, acceptedAt.toISOString()]);
