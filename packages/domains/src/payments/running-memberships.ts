import type { Stripe } from 'stripe';
import type { Services } from '../context.ts';
import { askStripe } from '../ask-stripe.ts';

const AT_ONCE = 100;

/** What members subscribed to on an account through us and that is not over; what its owner sells elsewhere is left alone. */
export async function* runningOn(
	{ payments }: Services,
	accountId: string,
): AsyncGenerator<Stripe.Subscription> {
	const on = { stripeAccount: accountId };
	let after: string | undefined;
	for (;;) {
		const asked = { limit: AT_ONCE, ...(after !== undefined && { starting_after: after }) };
		const { data, has_more } = await askStripe(() => payments.subscriptions.list(asked, on));
		for (const one of data) if (one.application !== null) yield one;
		after = data.at(-1)?.id;
		if (!has_more || after === undefined) return;
	}
}

/** When what was paid for ends, in seconds. */
export const periodEndOf = ({ items }: Stripe.Subscription): number =>
	Math.max(0, ...items.data.map((item) => item.current_period_end));
