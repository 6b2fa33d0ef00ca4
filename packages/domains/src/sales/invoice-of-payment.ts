import type { Stripe } from 'stripe';
import { askStripe } from '../ask-stripe.ts';
import type { CommunityContext } from '../context.ts';
import { on } from './at-stripe.ts';

/** The invoice that a payment paid; null for what was sold without one. */
export async function invoiceOfPayment(
	{ services }: Pick<CommunityContext, 'services'>,
	{ account, paymentId }: { account: string; paymentId: string },
): Promise<Stripe.Invoice | null> {
	const { data } = await askStripe(() =>
		services.payments.invoicePayments.list(
			{
				payment: { type: 'payment_intent', payment_intent: paymentId },
				...{ limit: 1, expand: ['data.invoice'] },
			},
			on(account),
		),
	);
	const invoice = data[0]?.invoice;
	return typeof invoice !== 'object' || 'deleted' in invoice ? null : invoice;
}
