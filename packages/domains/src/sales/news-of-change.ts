import { addSeconds } from '@kith/kernel/clock';
import { DUNNING_DAYS, type SaleNews } from './news.schema.ts';
import type { PurchaseRow } from './sales.queries.ts';
import { PurchaseData } from './sales.schema.ts';
import type { NextState } from './state-of-purchase.ts';

const DAY = 24 * 60 * 60;
/** So long before a trial ends its member hears of it. */
export const TRIAL_NOTICE_DAYS = 3;
const RAN: ReadonlySet<string> = new Set([
	...['trialing', 'active', 'past_due', 'paused', 'suspended'],
]);

type Whose = { communityId: string; membershipId: string };
export type Planned = { news: SaleNews; runAt?: Date };

/** What a member is to be told of how their purchase changed, and when. */
export function newsOfChange(
	whose: Whose,
	row: PurchaseRow,
	{ facts, data }: NextState,
	now: Date,
): Planned[] {
	const before = PurchaseData.parse(row.data);
	const status = facts.status ?? row.status;
	const { cancelAt = row.cancelAt, trialEnd = row.trialEnd } = facts;
	const planned: Planned[] = [];
	const { owedSince: since } = data;
	if (since !== undefined && since !== before.owedSince)
		for (const day of DUNNING_DAYS)
			planned.push({
				news: { ...whose, news: 'owed', since, day },
				...(day > 0 && { runAt: addSeconds(new Date(since * 1000), day * DAY) }),
			});
	const isOver = status === 'canceled';
	if (cancelAt && !isOver && cancelAt.getTime() !== row.cancelAt?.getTime())
		planned.push({ news: { ...whose, news: 'ending', at: cancelAt.toISOString() } });
	// Who was told of the day before needs no second word on it.
	if (isOver && RAN.has(row.status) && !row.cancelAt)
		planned.push({
			news: { ...whose, news: 'ended', at: (facts.endedAt ?? now).toISOString() },
		});
	const { extendedUntil } = data;
	if (extendedUntil !== undefined && extendedUntil !== before.extendedUntil && !isOver)
		planned.push({
			news: { ...whose, news: 'extended', at: new Date(extendedUntil * 1000).toISOString() },
		});
	const isNewTrial = row.status !== 'trialing' || trialEnd?.getTime() !== row.trialEnd?.getTime();
	if (status === 'trialing' && trialEnd && isNewTrial)
		planned.push({
			news: { ...whose, news: 'trial', at: trialEnd.toISOString() },
			runAt: addSeconds(trialEnd, -TRIAL_NOTICE_DAYS * DAY),
		});
	return planned;
}
