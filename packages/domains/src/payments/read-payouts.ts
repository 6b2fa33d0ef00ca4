import type { Stripe } from 'stripe';
import { askStripe } from '../ask-stripe.ts';
import type { CommunityContext } from '../context.ts';
import { currentAccount } from './payments.queries.ts';
import { PAYOUT_STATES, type Payout, type Payouts } from './payments.schema.ts';

const MOST_PAYOUTS = 24;

/**
 * What Stripe paid out to the community's bank lately, and what still lies there. Nothing where no account is connected.
 * Throws `payments.unavailable` and `payments.refused`.
 */
export async function readPayouts(ctx: CommunityContext): Promise<Payouts> {
	ctx.authorize('read', 'Payments');
	const { services, community } = ctx;
	const row = await currentAccount(services.platform, community.id).executeTakeFirst();
	const stripeAccount = row?.accountId;
	if (!stripeAccount) return { payouts: [], balances: [] };
	const { payouts, balance } = services.payments;
	const [paid, lies] = await askStripe(() =>
		Promise.all([
			payouts.list({ limit: MOST_PAYOUTS }, { stripeAccount }),
			balance.retrieve({}, { stripeAccount }),
		]),
	);
	const currencies = new Set([...lies.available, ...lies.pending].map(({ currency }) => currency));
	const sumOf = (parts: readonly { amount: number; currency: string }[], of: string) =>
		parts.reduce((sum, { amount, currency }) => sum + (currency === of ? amount : 0), 0);
	return {
		payouts: paid.data.map(payoutOf),
		balances: [...currencies].map((currency) => ({
			...{ currency, available: sumOf(lies.available, currency) },
			pending: sumOf(lies.pending, currency),
		})),
	};
}

function payoutOf({ id, amount, currency, status, created, arrival_date }: Stripe.Payout): Payout {
	return {
		...{ id, amount, currency, state: PAYOUT_STATES.find((one) => one === status) ?? 'pending' },
		...{ at: new Date(created * 1000), arrivesAt: new Date(arrival_date * 1000) },
	};
}
