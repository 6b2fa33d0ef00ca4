import type Stripe from 'stripe';
import { html, type Html } from '../../resend/html.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { attach } from '../resources/payment-methods.ts';
import { payInvoice } from '../resources/pay-invoice.ts';
import { showAmount } from '../resources/subscription-items.ts';
import { cardFields, readCard } from './card-form.ts';
import { answerPdf, writePdf } from './invoice-pdf.ts';
import { goTo, showPage } from './layout.ts';
import { notFound, place, type Visit } from './visit.ts';

/** The hosted invoice: its lines, its PDF, and a card while it is open. */
export function showInvoice(visit: Visit): Response {
	const { shop, object } = place(visit);
	const invoice = shop.get('invoice', object);
	if (invoice === undefined || invoice.status === 'draft') return notFound();
	const own = shop.on(invoice.test_clock);
	if (visit.verb === 'pdf') return showPdf(own, invoice);
	const problem = visit.form && invoice.status === 'open' ? pay(own, invoice, visit) : null;
	if (visit.form && problem === null) return goTo(`/dev/stripe/invoice/${visit.id}`);
	const status = problem === null ? 200 : 402;
	return showPage({
		title: `Invoice ${invoice.number ?? ''}`,
		body: face(visit, invoice, problem),
		status,
	});
}

function pay(shop: Shop, invoice: Stripe.Invoice, { form }: Visit): string | null {
	const method = readCard(shop, form ?? new URLSearchParams(), invoice.customer_email);
	attach(shop, method, idOf(invoice.customer) ?? '');
	return payInvoice(shop, invoice, { method: method.id, agreed: true }).error?.message ?? null;
}

function face(visit: Visit, invoice: Stripe.Invoice, problem: string | null): Html {
	const show = (amount: number) => showAmount(amount, invoice.currency);
	return html`
		${problem === null ? html`` : html`<p class="bad" role="alert">${problem}</p>`}
		<p class="soft">
			${invoice.customer_name ?? invoice.customer_email ?? ''}, ${invoice.status ?? ''}
		</p>
		<section class="card">
			<ul>
				${rowsOf(invoice).map(
					([name, amount]) =>
						html`<li><span>${name}</span><span class="amount">${show(amount)}</span></li>`,
				)}
			</ul>
		</section>
		${wordsOf(invoice).map((line) => html`<p class="soft">${line}</p>`)}
		<p><a href="/dev/stripe/invoice/${visit.id}/pdf">Download invoice (PDF)</a></p>
		${
			invoice.status === 'open'
				? html`<form method="post" action="/dev/stripe/invoice/${visit.id}/pay" class="card">
						${cardFields()}<button class="main">Pay ${show(invoice.amount_remaining)}</button>
					</form>`
				: html``
		}
	`;
}

/** What an invoice lists, line by line, down to what is due. */
function rowsOf(invoice: Stripe.Invoice): [string, number][] {
	const off = (invoice.total_discount_amounts ?? []).reduce((sum, one) => sum + one.amount, 0);
	const tax = (invoice.total_taxes ?? []).reduce((sum, one) => sum + one.amount, 0);
	const credit = invoice.amount_due - invoice.total;
	return [
		...invoice.lines.data.map((line): [string, number] => [line.description ?? '', line.amount]),
		...(off === 0 ? [] : [['Discount', -off] as [string, number]]),
		...(tax === 0 ? [] : [['Tax', tax] as [string, number]]),
		['Total', invoice.total],
		...(credit === 0 ? [] : [['Balance', credit] as [string, number]]),
		['Amount due', invoice.amount_due],
		['Paid', invoice.amount_paid],
	];
}

/** What the seller has bills say: their own line, and what stands at the foot. */
export const wordsOf = ({ custom_fields: fields, footer }: Stripe.Invoice): string[] => [
	...(fields ?? []).map(({ name, value }) => `${name}: ${value}`),
	...(footer ?? '').split('\n').filter((line) => line !== ''),
];

function showPdf(shop: Shop, invoice: Stripe.Invoice): Response {
	const seller =
		shop.in(shop.world.platform).get('account', shop.account)?.business_profile?.name ?? 'Seller';
	const day = new Date((invoice.effective_at ?? invoice.created) * 1000).toISOString().slice(0, 10);
	const pdf = writePdf(
		`Invoice ${invoice.number}`,
		[
			seller,
			`Bill to: ${invoice.customer_name ?? invoice.customer_email ?? ''}`,
			`Date: ${day}`,
			...wordsOf(invoice),
			'Local stand-in for Stripe: not an invoice in law',
		],
		rowsOf(invoice).map(([name, amount]) => [name, showAmount(amount, invoice.currency)]),
	);
	return answerPdf(`Invoice-${invoice.number}`, pdf);
}

/** What a buyer gets for a payment without an invoice. */
export function showReceipt(visit: Visit): Response {
	const { shop, object } = place(visit);
	const charge = shop.get('charge', object);
	if (charge === undefined) return notFound();
	const body = html`<section class="card">
		<ul>
			<li>
				<span>Paid with a card ending in ${charge.payment_method_details?.card?.last4 ?? ''}</span
				><span class="amount">${showAmount(charge.amount, charge.currency)}</span>
			</li>
			${charge.amount_refunded > 0 ? html`<li><span>Refunded</span><span class="amount">${showAmount(charge.amount_refunded, charge.currency)}</span></li>` : html``}
		</ul>
	</section>`;
	return showPage({ title: 'Receipt', body });
}
