import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { hasModule } from '../modules/index.ts';
import { affiliateOf, changeAffiliate } from './affiliates.queries.ts';
import {
	addDays,
	bringCommissions,
	bringPayer,
	bringReferral,
	bringReferrals,
	dropDays,
	dropReferral,
	refuseOwn,
	refuseOwnReferral,
} from './merge.queries.ts';

type Pair = { from: string; into: string };

/**
 * Brings whom an account brought, and what it has of it, over to another one; its link goes on to lead to the one that
 * stays. Whoever turns out to have brought themselves has nothing of it that was not paid out yet. Run again, it brings
 * what came meanwhile.
 */
// authorize: the verb that merges has asked for both.
export async function mergeAffiliates(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	pair: Pair,
): Promise<void> {
	if (!hasModule(ctx, 'memberships')) return;
	const { db } = tx;
	const gone = await affiliateOf(db, pair.from).forUpdate().executeTakeFirst();
	const kept = await affiliateOf(db, pair.into).forUpdate().executeTakeFirst();
	if (gone && !kept) await changeAffiliate(db, gone.id, { memberId: pair.into }).execute();
	if (gone && kept) {
		const ids = { from: gone.id, into: kept.id };
		await bringReferrals(db, ids).execute();
		await bringCommissions(db, ids).execute();
		await addDays(db, ids).execute();
		await dropDays(db, gone.id).execute();
		const change = { memberId: null, status: 'merged', intoId: kept.id };
		await changeAffiliate(db, gone.id, change).execute();
	}
	await bringReferral(db, pair).execute();
	await dropReferral(db, pair.from).execute();
	await bringPayer(db, pair).execute();
	const affiliateId = kept?.id ?? gone?.id;
	if (affiliateId === undefined) return;
	const own = { memberId: pair.into, affiliateId };
	await refuseOwnReferral(db, own).execute();
	await refuseOwn(db, own).execute();
}
