import { systemClock } from '@kith/kernel/clock';
import type { Acceptance } from '@kith/domains/guidelines/schema';
import { versionIn } from '#lib/guidelines/version-filter.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { csvLine } from '#lib/studio/csv.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

const PAGE = 100;
/** Tells spreadsheets that what follows is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

type Page = { items: Acceptance[]; nextCursor: string | null };

/** Who accepted which version, as a table for spreadsheets, sent page by page as it is read. */
export const GET: RequestHandler = async (event) => {
	const { api, face } = await communityFor(event);
	const version = versionIn(event.url);
	const read = (cursor: string | null) =>
		api.guidelines.acceptances({ cursor, limit: PAGE, ...(version && { version }) });
	// Before the answer begins a refusal can still be told.
	const first = await orErrorPage(read(null));
	const day = systemClock.now().toISOString().slice(0, 10);
	const name = ['guidelines', face.slug, ...(version ? [`v${version}`] : []), day].join('-');
	return new Response(table(headings(), first, read), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${name}.csv"`,
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff',
		},
	});
};

const headings = () => [
	...[m.guidelines_column_version(), m.guidelines_column_name(), m.guidelines_column_handle()],
	...[m.guidelines_column_id(), m.guidelines_column_when_utc()],
];

function table(
	heads: readonly string[],
	first: Page,
	read: (cursor: string | null) => Promise<Page>,
): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	let next: Page | null = first;
	return new ReadableStream({
		start: (out) => out.enqueue(encoder.encode(BYTE_ORDER_MARK + csvLine(heads))),
		async pull(out) {
			if (!next) return out.close();
			const { items, nextCursor } = next;
			if (items.length > 0) out.enqueue(encoder.encode(items.map(lineOf).join('')));
			next = nextCursor ? await read(nextCursor) : null;
			if (!next) out.close();
		},
	});
}

const lineOf = ({ version, name, handle, memberId, acceptedAt }: Acceptance) =>
	csvLine([String(version), name, handle, memberId, acceptedAt.toISOString()]);
