import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { payeeOf } from '../payments/index.ts';
import { movements } from './movements.ts';
import { Revenue, type RevenueMonth, type RevenueRange } from './revenue.schema.ts';
import { monthsOf, mrrBefore, owing, purchaseCounts } from './sales.queries.ts';

const MOST_OWING = 20;

/** What memberships bring, month by month, each currency for itself, out of the ledger alone. Throws `module.off`. */
export async function readRevenue(
	ctx: CommunityContext,
	{ months }: RevenueRange,
): Promise<Revenue> {
	ctx.authorize('read', 'Purchase');
	requireModule(ctx, 'memberships');
	const { db, services, community, snapshot } = ctx;
	const timeZone = snapshot.localization.timeZone ?? 'UTC';
	const names = monthNames(ctx.clock.now(), { months, timeZone });
	// A day early: the months are parted by the community's clock, and rows from before the first are left out.
	const since = new Date(`${names[0]}-01T00:00:00Z`);
	since.setUTCDate(since.getUTCDate() - 1);
	const [rows, before, counts, late] = await Promise.all([
		monthsOf(db, { since, timeZone }).execute(),
		mrrBefore(db, since).execute(),
		purchaseCounts(db).execute(),
		owing(db, MOST_OWING).execute(),
	]);
	const currency = (await payeeOf(services, community))?.currency ?? 'eur';
	const currencies = movements({ names, rows, before, currency }).map((one) => ({
		...{ ...one, churnRate: churnRateOf(one.months) },
	}));
	const countOf = (status: string) => counts.find((row) => row.status === status)?.count ?? 0;
	return Revenue.parse({
		currencies,
		counts: {
			...{ active: countOf('active'), trialing: countOf('trialing'), paused: countOf('paused') },
			...{ pastDue: countOf('past_due'), suspended: countOf('suspended') },
		},
		owing: late.map(({ tierName, currentPeriodEnd, ...row }) => ({
			...row,
			...{ tier: tierName, since: currentPeriodEnd },
		})),
	});
}

/** Of what came in at the last whole month's start, how much left in it. */
function churnRateOf(months: readonly RevenueMonth[]): number | null {
	const [start, month] = months.slice(-3);
	if (!start || !month || start.mrr <= 0) return null;
	return Math.abs(month.churn + month.contraction) / start.mrr;
}

/** The names of the last months by the community's clock, oldest first. */
function monthNames(
	now: Date,
	{ months, timeZone }: { months: number; timeZone: string },
): string[] {
	const parts = new Intl.DateTimeFormat('en-CA', {
		...{ timeZone, year: 'numeric', month: '2-digit' },
	}).formatToParts(now);
	const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
	const last = part('year') * 12 + part('month') - 1;
	return Array.from({ length: months }, (_, index) => {
		const at = last - months + 1 + index;
		return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
	});
}
