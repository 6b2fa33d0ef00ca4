import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { affiliateShown } from './affiliates.queries.ts';
import type { DecideCommissions } from './affiliates.schema.ts';
import { decide, decideRest, lockCommissions, type Commission } from './commissions.queries.ts';
import { changeReferral, referralOf } from './referrals.queries.ts';

/** What was found about how somebody came, not about one payment: deciding it decides about all that follows. */
const ABOUT_COMING: ReadonlySet<string> = new Set([
	...['velocity', 'same_email', 'same_card', 'merged'],
]);

/**
 * Lets commissions count that were held or refused, or has them count for nothing as long as nothing of them was paid out.
 * Where the doubt was about how somebody came, it is settled for what they pay later too. Throws
 * `affiliates.commission_not_found` and `affiliates.already_paid`, and changes none then.
 */
export async function decideCommissions(
	ctx: CommunityContext,
	{ commissionIds, decision, reason }: DecideCommissions,
): Promise<void> {
	ctx.authorize('decide', 'Affiliate');
	requireModule(ctx, 'memberships');
	await ctx.transaction(async (tx) => {
		const ids = [...new Set(commissionIds)];
		const rows = await lockCommissions(tx.db, ids).execute();
		if (rows.length < ids.length) throw new NotFoundError('affiliates.commission_not_found');
		const state = decision === 'release' ? 'earned' : 'refused';
		const changed = rows.filter((row) => row.state !== state);
		if (changed.some(({ paid }) => paid > 0)) throw new ConflictError('affiliates.already_paid');
		if (changed.length === 0) return;
		for (const row of changed) {
			const why = state === 'earned' ? '' : row.reason || 'staff';
			await decide(tx.db, [row.id], { state, reason: why, note: reason }).execute();
			if (ABOUT_COMING.has(row.reason)) await settleComing(tx, row, { state, reason });
			tx.audit({
				action: state === 'earned' ? 'commissions.approved' : 'commissions.rejected',
				...{ target: await targetOf(tx, row), reason },
				before: { state: row.state, reason: row.reason },
				after: { amount: row.amount - row.reversed, currency: row.currency },
			});
		}
	});
}

async function settleComing(
	{ db }: CommunityTransaction,
	{ memberId, affiliateId, reason: held }: Commission,
	{ state, reason }: { state: 'earned' | 'refused'; reason: string },
): Promise<void> {
	if (memberId === null) return;
	const referral = await referralOf(db, memberId).forUpdate().executeTakeFirst();
	if (referral?.affiliateId === affiliateId)
		await changeReferral(db, memberId, {
			status: state === 'earned' ? 'open' : 'refused',
		}).execute();
	const rest = { memberId, affiliateId, held: [...ABOUT_COMING] };
	const why = state === 'earned' ? '' : held;
	await decideRest(db, rest, { state, reason: why, note: reason }).execute();
}

async function targetOf({ db }: CommunityTransaction, { id, affiliateId }: Commission) {
	const affiliate = await affiliateShown(db, affiliateId).executeTakeFirst();
	const label = affiliate?.name ?? affiliate?.code ?? '';
	return { kind: 'commission', id, label, memberId: affiliate?.memberId ?? null };
}
