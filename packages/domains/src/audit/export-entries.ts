import * as z from 'zod';
import { decodeCursor, toPage } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { entriesPage } from './audit.queries.ts';
import { wantedBy } from './list-entries.ts';
import type { AuditLines, ExportAudit } from './audit.schema.ts';

const Place = z.tuple([z.iso.datetime(), z.int()]);

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
