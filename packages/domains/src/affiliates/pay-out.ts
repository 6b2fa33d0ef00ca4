import * as z from 'zod';
import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, toPage } from '@kith/kernel/pages';
import { noteOfFile } from '../audit/index.ts';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { affiliatesThere, takeTurn } from './affiliates.queries.ts';
import {
	bookLines,
	dueTo,
	insertLines,
	insertPayout,
	lockDue,
	owedNow,
	payoutById,
	payoutRows,
	payoutShown,
	undo,
} from './payouts.queries.ts';
import {
	Owed,
	PayoutPage,
	type ListPayouts,
	type PayOut,
	type PayoutRef,
	type UndoPayout,
} from './payouts.schema.ts';
import { programmeIn } from './programme.ts';

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);

/** What is owed to whom, by currency, the most first; addresses only for who may see them. */
export async function listOwed(ctx: CommunityContext): Promise<Owed[]> {
	ctx.authorize('decide', 'Affiliate');
	requireModule(ctx, 'memberships');
	const { least } = await programmeIn(ctx.db);
	const seesAddresses = isAllowed(ctx.ability, 'moderate', 'Member');
	const rows = await owedNow(ctx.db, ctx.clock.now()).execute();
	return rows.map(({ name, handle, email, amount, ...row }) =>
		Owed.parse({
			...{ ...row, name: name ?? '', handle: handle ?? '', amount: Number(amount) },
			email: seesAddresses ? (email ?? '') : '',
			isEnough: row.currency !== least.currency || Number(amount) >= least.amount,
		}),
	);
}

/** Those who can be paid now, for a file; writes down who takes how many of them. */
// authorize: listOwed asks.
export async function exportOwed(ctx: CommunityContext): Promise<Owed[]> {
	const owed = (await listOwed(ctx)).filter(({ isEnough }) => isEnough);
	await ctx.transaction(async (tx) =>
		tx.audit(noteOfFile(ctx, 'affiliates.exported', { count: owed.length })),
	);
	return owed;
}

/**
 * Writes down that affiliates were paid, outside, all that can be paid to them in one currency. Sent again, it is written
 * once; two at once wait for each other, and the later finds nothing owed. Throws `affiliates.not_found`, `affiliates.owed_changed` with what is
 * owed now where that is not the sum that was seen, and `affiliates.not_owed` where one of them is owed nothing, or less
 * than is paid out at least.
 */
export async function payOut(ctx: CommunityContext, input: PayOut): Promise<PayoutRef> {
	ctx.authorize('decide', 'Affiliate');
	requireModule(ctx, 'memberships');
	const { id, currency, affiliateIds, note, amount } = input;
	const now = ctx.clock.now();
	await ctx.transaction(async (tx) => {
		await takeTurn(tx.db).execute();
		if (await payoutById(tx.db, id).executeTakeFirst()) return;
		const there = await affiliatesThere(tx.db, affiliateIds).execute();
		if (there.length < affiliateIds.length) throw new NotFoundError('affiliates.not_found');
		const batch = { payoutId: id, currency, affiliateIds, now };
		await lockDue(tx.db, batch).execute();
		const owed = await dueTo(tx.db, batch).execute();
		const sum = owed.reduce((total, one) => total + Number(one.amount), 0);
		if (sum !== amount) throw new ConflictError('affiliates.owed_changed', { amount: sum });
		const { least } = await programmeIn(tx.db);
		const lowest = currency === least.currency ? Math.max(1, least.amount) : 1;
		if (owed.length < affiliateIds.length || owed.some((one) => Number(one.amount) < lowest))
			throw new InvalidError('affiliates.not_owed');
		const row = { id, at: now, currency, amount: String(sum), affiliates: owed.length, note };
		await insertPayout(tx.db, row).execute();
		await insertLines(tx.db, batch).execute();
		await bookLines(tx.db, id, 1).execute();
		tx.audit({
			...{ action: 'affiliates.paid', target: { kind: 'affiliate_payout', id, label: note } },
			after: { amount: sum, currency, affiliates: owed.length },
		});
	});
	return { payoutId: id };
}

/**
 * Takes back that a batch was paid, while it is the last one of its currency; what it paid is owed again. Pressed again, it
 * changes nothing. Throws `affiliates.payout_not_found` and `affiliates.payout_built_upon`.
 */
export async function undoPayout(
	ctx: CommunityContext,
	{ payoutId, reason }: UndoPayout,
): Promise<void> {
	ctx.authorize('decide', 'Affiliate');
	requireModule(ctx, 'memberships');
	await ctx.transaction(async (tx) => {
		await takeTurn(tx.db).execute();
		const row = await payoutShown(tx.db, payoutId).executeTakeFirst();
		if (!row) throw new NotFoundError('affiliates.payout_not_found');
		if (row.undoneAt !== null) return;
		if (row.isBuiltUpon) throw new ConflictError('affiliates.payout_built_upon');
		await bookLines(tx.db, payoutId, -1).execute();
		await undo(tx.db, payoutId, { undoneAt: ctx.clock.now(), undoneWhy: reason }).execute();
		tx.audit({
			action: 'affiliates.unpaid',
			target: { kind: 'affiliate_payout', id: payoutId, label: row.note },
			...{ reason, before: { amount: Number(row.amount), currency: row.currency } },
		});
	});
}

/** What was paid out, newest first. Throws `pages.bad_cursor`. */
export async function listPayouts(
	ctx: CommunityContext,
	{ cursor, limit }: ListPayouts,
): Promise<PayoutPage> {
	ctx.authorize('decide', 'Affiliate');
	requireModule(ctx, 'memberships');
	const rows = await payoutRows(ctx.db, { limit, after: decodeCursor(cursor, Keys) }).execute();
	const page = toPage(rows, limit, ({ at, id }) => [at.toISOString(), id]);
	const items = page.items.map(({ isBuiltUpon, amount, ...row }) => ({
		...{ ...row, amount: Number(amount), mayUndo: row.undoneAt === null && !isBuiltUpon },
	}));
	return PayoutPage.parse({ ...page, items });
}
