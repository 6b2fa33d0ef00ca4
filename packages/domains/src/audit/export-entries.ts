import * as z from 'zod';
import { decodeCursor, toPage } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { entriesCount, entriesPage } from './audit.queries.ts';
import type { AuditLines, BeginAuditExport, ExportAudit } from './audit.schema.ts';
import { readableActions, wantedBy } from './list-entries.ts';
import { noteOfFile } from './note-file.ts';

const Place = z.tuple([z.iso.datetime(), z.int()]);

/** Begins a file of the log, and writes down in it who takes how much of it. */
// authorize: readableActions asks where the file holds no more than the page; the whole is asked for here.
export async function beginExport(
	ctx: CommunityContext,
	{ format, ...filter }: BeginAuditExport,
): Promise<void> {
	if (format === 'jsonl') ctx.authorize('read', 'AuditEntry', { area: 'administration' });
	const wanted = { ...(await wantedBy(ctx, filter)), actions: readableActions(ctx) };
	await ctx.transaction(async (tx) => {
		const { count } = await entriesCount(tx.db, wanted).executeTakeFirstOrThrow();
		tx.audit(noteOfFile(ctx, 'log.exported', { count: Number(count), format, ...filter }));
	});
}

/**
 * Entries as lines of JSON, oldest first, with the salts and digests that their hashes are made of: whoever has the file
 * can prove later what the log said.
 */
export async function exportEntries(
	ctx: CommunityContext,
	input: ExportAudit,
): Promise<AuditLines> {
	ctx.authorize('read', 'AuditEntry', { area: 'administration' });
	const { cursor, limit, ...filter } = input;
	const after = decodeCursor(cursor, Place);
	const asked = await wantedBy(ctx, filter);
	const wanted = { ...asked, actions: null, after, limit, isOldestFirst: true };
	const rows = await entriesPage(ctx.db, wanted).execute();
	const page = toPage(rows, limit, ({ at, number }) => [at.toISOString(), number]);
	return { lines: page.items.map((row) => JSON.stringify(row)), nextCursor: page.nextCursor };
}
