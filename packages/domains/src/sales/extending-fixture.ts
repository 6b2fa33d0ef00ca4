import type { TestSales } from '@kith/testing/test-sales';

const DAY_MS = 86_400_000;

export const later = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS);

/** A membership of ten a month, and the day of its next charge. */
export async function soldIn({ tierWith, bought, membership }: TestSales, { trialDays = 0 } = {}) {
	const { tierId, priceId } = await tierWith(1_000, { trialDays });
	const { membershipId, sales } = await bought(priceId);
	const from = (await membership()).currentPeriodEnd ?? new Date(0);
	return { tierId, priceId, membershipId, sales, from };
}

/** What moved in what comes in each month, oldest first. */
export const movesIn = async ({ ledger }: TestSales) =>
	(await ledger())
		.filter(({ mrrDelta }) => mrrDelta !== 0)
		.map(({ kind, mrrDelta }) => [kind, mrrDelta]);
