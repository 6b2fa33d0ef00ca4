import { html } from '../../resend/html.ts';
import { idOf } from '../engine/shop.ts';
import { payInvoice } from '../resources/pay-invoice.ts';
import { attempt } from '../resources/payment-intents.ts';
import { goTo, showPage } from './layout.ts';
import { notFound, place, type Visit } from './visit.ts';

/** The bank asks the owner of a card about a payment that waits for them. */
export function showAuthentication(visit: Visit): Response {
	const { shop, object } = place(visit);
	const intent = shop.get('payment_intent', object);
	const method = shop.get('payment_method', idOf(intent?.payment_method));
	if (intent === undefined) return notFound();
	if (intent.status !== 'requires_action' || method === undefined)
		return showPage({ title: `This payment: ${intent.status.replaceAll('_', ' ')}`, body: html`` });
	if (visit.form === null) {
		const body = html`<form method="post" class="card">
			<p>Do you agree to this payment?</p>
			<button class="main" name="answer" value="yes">Complete authentication</button>
			<p></p>
			<button name="answer" value="no">Fail authentication</button>
		</form>`;
		return showPage({ title: '3D Secure test page', body });
	}
	const own = shop.on(shop.get('customer', idOf(intent.customer))?.test_clock);
	const [payment] = own.by('invoice_payment', 'payment', intent.id);
	const invoice = own.get('invoice', idOf(payment?.invoice));
	if (visit.form.get('answer') !== 'yes')
		own.patch('payment_intent', intent, { status: 'requires_payment_method', next_action: null });
	else if (invoice?.status === 'open')
		payInvoice(own, invoice, { method: method.id, agreed: true });
	else attempt(own, intent, method, { agreed: true });
	return goTo(`/dev/stripe/authenticate/${visit.id}`);
}
