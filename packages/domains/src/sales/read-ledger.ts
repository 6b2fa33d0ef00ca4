import * as z from 'zod';
import { decodeCursor, toPage } from '@kith/kernel/pages';
import { noteOfFile } from '../audit/index.ts';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { ledgerCount, ledgerRows } from './ledger.queries.ts';
import { LedgerRow, type LedgerFilter, type LedgerPage, type ListLedger } from './ledger.schema.ts';

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);

/** What came in and went out, and how what comes in each month moved; newest first. Throws `pages.bad_cursor`. */
export async function listLedger(
	ctx: CommunityContext,
	{ cursor, limit, ...filter }: ListLedger,
): Promise<LedgerPage> {
	ctx.authorize('read', 'Purchase');
	requireModule(ctx, 'memberships');
	const rows = await ledgerRows(ctx.db, {
		...{ ...wantedBy(filter), limit, after: decodeCursor(cursor, Keys) },
	}).execute();
	const page = toPage(rows, limit, ({ at, id }) => [at.toISOString(), id]);
	return {
		...page,
		items: page.items.map(({ memberId, memberName, part, parts, ...row }) =>
			LedgerRow.parse({
				...row,
				part: part === null || parts === null ? null : { number: part, of: parts },
				member: memberId && memberName !== null ? { id: memberId, name: memberName } : null,
			}),
		),
	};
}

/** Begins a file of the ledger, and writes down who takes how much of it. */
export async function exportLedger(ctx: CommunityContext, filter: LedgerFilter): Promise<void> {
	ctx.authorize('read', 'Purchase');
	requireModule(ctx, 'memberships');
	await ctx.transaction(async (tx) => {
		const { count } = await ledgerCount(tx.db, wantedBy(filter)).executeTakeFirstOrThrow();
		tx.audit(noteOfFile(ctx, 'ledger.exported', { count: Number(count), ...filter }));
	});
}

const wantedBy = ({ kinds, tierId = null, from = null, to = null }: LedgerFilter) => ({
	...{ kinds, tierId, from, to },
});
