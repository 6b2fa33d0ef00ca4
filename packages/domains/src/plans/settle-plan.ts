import type { Stripe } from 'stripe';
import type { Services } from '../context.ts';
import { askStripe } from '../ask-stripe.ts';
import { drawQuestion, keepAnswer, subscriptionOf } from './plans.queries.ts';
import { factsOf, sortOut } from './read-subscription.ts';

const MOST = 100;

/**
 * Reads all that an organization subscribed to again at Stripe and keeps what is said. Whoever asks later is believed, so
 * any order of events ends alike. What was bought twice, in two tabs, is ended and paid back: the older one stays.
 * Throws `payments.unavailable`.
 */
// authorize: verbs that call it have asked; events and jobs need no leave.
export async function settlePlan(services: Services, organizationId: string): Promise<void> {
	const { platform, payments, clock } = services;
	const row = await subscriptionOf(platform, organizationId).executeTakeFirst();
	if (!row || row.customerId === null) return;
	const customer = row.customerId;
	const { asked } = await drawQuestion(platform, organizationId).executeTakeFirstOrThrow();
	const list = { customer, status: 'all' as const, limit: MOST };
	const { data } = await askStripe(() => payments.subscriptions.list(list));
	const { giving, current } = sortOut(data);
	for (const double of giving.slice(1)) await undoDouble(services, double);
	const { schedule, nextPrice } = await laterOf(services, current);
	await keepAnswer(platform, organizationId, {
		...{ question: asked, at: clock.now() },
		facts: factsOf(current, schedule, nextPrice),
	}).executeTakeFirst();
}

/** What a subscription becomes at the end of its period, when that was agreed on. */
async function laterOf({ payments }: Services, current: Stripe.Subscription | null) {
	const id = typeof current?.schedule === 'string' ? current.schedule : current?.schedule?.id;
	if (!id) return { schedule: null, nextPrice: null };
	const schedule = await askStripe(() => payments.subscriptionSchedules.retrieve(id));
	const start = schedule.current_phase?.start_date ?? 0;
	const next = schedule.phases.find(({ start_date }) => start_date > start)?.items[0]?.price;
	const priceId = typeof next === 'string' ? next : next?.id;
	if (!priceId) return { schedule, nextPrice: null };
	return { schedule, nextPrice: await askStripe(() => payments.prices.retrieve(priceId)) };
}

/** Ends the newer of two subscriptions, and pays back what was paid for it; once, however often it is asked. */
async function undoDouble({ payments, logger }: Services, double: Stripe.Subscription) {
	logger.warn({ subscription: double.id }, 'a plan was bought twice; the newer one is paid back');
	const invoice =
		typeof double.latest_invoice === 'string' ? double.latest_invoice : double.latest_invoice?.id;
	if (invoice) {
		const { data } = await askStripe(() => payments.invoicePayments.list({ invoice, limit: 10 }));
		for (const { payment, status } of data) {
			const intent = payment.payment_intent;
			if (status !== 'paid' || !intent) continue;
			const payment_intent = typeof intent === 'string' ? intent : intent.id;
			const refund = { payment_intent, reason: 'duplicate' as const };
			const once = { idempotencyKey: `double-${double.id}-${payment_intent}` };
			await askStripe(() => payments.refunds.create(refund, once));
		}
	}
	await askStripe(() => payments.subscriptions.cancel(double.id));
}
