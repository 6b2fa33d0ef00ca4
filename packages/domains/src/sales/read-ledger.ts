import * as z from 'zod';
import { decodeCursor, toPage } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { ledgerRows } from './ledger.queries.ts';
import { LedgerRow, type LedgerPage, type ListLedger } from './ledger.schema.ts';

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);

/** What came in and went out, and how what comes in each month moved; newest first. Throws `pages.bad_cursor`. */
export async function listLedger(
	ctx: CommunityContext,
	{ cursor, limit, kinds, tierId, from, to }: ListLedger,
): Promise<LedgerPage> {
	ctx.authorize('read', 'Purchase');
	requireModule(ctx, 'memberships');
	const rows = await ledgerRows(ctx.db, {
		...{ kinds, limit, tierId: tierId ?? null, from: from ?? null, to: to ?? null },
		after: decodeCursor(cursor, Keys),
	}).execute();
	const page = toPage(rows, limit, ({ at, id }) => [at.toISOString(), id]);
	return {
		...page,
		items: page.items.map(({ memberId, memberName, ...row }) =>
			LedgerRow.parse({
				...row,
				member: memberId && memberName !== null ? { id: memberId, name: memberName } : null,
			}),
		),
	};
}
