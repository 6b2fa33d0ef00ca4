import type Stripe from 'stripe';
import { idOf, type Shop } from '../engine/shop.ts';
import { showAmount } from '../resources/subscription-items.ts';
import { wordsOf } from './invoice-page.ts';
import { answerPdf, writePdf } from './invoice-pdf.ts';
import { notFound, place, type Visit } from './visit.ts';

/** What was given back of an invoice, as a PDF. */
export function showCreditNote(visit: Visit): Response {
	const { shop, object } = place(visit);
	const note = shop.get('credit_note', object);
	const invoice = shop.get('invoice', idOf(note?.invoice));
	if (note === undefined || invoice === undefined) return notFound();
	return answerPdf(`Credit-note-${note.number}`, draw(shop, note, invoice));
}

function draw(shop: Shop, note: Stripe.CreditNote, invoice: Stripe.Invoice) {
	const seller =
		shop.in(shop.world.platform).get('account', shop.account)?.business_profile?.name ?? 'Seller';
	const show = (amount: number) => showAmount(amount, note.currency);
	const tax = (note.total_taxes ?? []).reduce((sum, one) => sum + one.amount, 0);
	return writePdf(
		`Credit note ${note.number}`,
		[
			seller,
			`Of invoice ${invoice.number}`,
			`To: ${invoice.customer_name ?? invoice.customer_email ?? ''}`,
			`Date: ${new Date(note.created * 1000).toISOString().slice(0, 10)}`,
			...wordsOf(invoice),
			'Local stand-in for Stripe: not a document in law',
		],
		[
			['Net', show(note.amount - tax)],
			...(tax === 0 ? [] : [['Tax', show(tax)] as const]),
			['Total', show(note.amount)],
		],
	);
}
