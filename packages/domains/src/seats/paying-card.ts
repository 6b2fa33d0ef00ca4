import type { Stripe } from 'stripe';
import { ConflictError } from '@kith/kernel/errors';
import { askStripe } from '../ask-stripe.ts';
import type { CommunityContext } from '../context.ts';
import { on, type Running } from '../sales/index.ts';
import { PurchaseData } from '../sales/sales.schema.ts';

/** What a group is paid with now: of its subscription, or else of its customer. */
// authorize: the verb that found it has asked.
export async function payingCard(
	{ services: { payments } }: CommunityContext,
	{ account, subscriptionId, customer }: Running,
): Promise<string> {
	const subscription = await askStripe(() =>
		payments.subscriptions.retrieve(subscriptionId, {}, on(account)),
	);
	const buyer = await askStripe(() => payments.customers.retrieve(customer, {}, on(account)));
	const ofBuyer = buyer.deleted ? null : buyer.invoice_settings.default_payment_method;
	return [subscription.default_payment_method, ofBuyer].map(nameOf).join(' ');
}

const nameOf = (method: string | Stripe.PaymentMethod | null): string =>
	typeof method === 'string' ? method : (method?.id ?? '-');

/** Nobody buys more with the card of who had the group before. Throws `seats.card_needed`. */
// authorize: the verb that found it has asked.
export async function requireOwnCard(ctx: CommunityContext, running: Running): Promise<void> {
	const { lentCard } = PurchaseData.parse(running.row.data);
	if (lentCard !== undefined && lentCard === (await payingCard(ctx, running)))
		throw new ConflictError('seats.card_needed');
}
