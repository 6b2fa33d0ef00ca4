import type { Stripe } from 'stripe';
import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { askStripe } from '../ask-stripe.ts';
import { on } from './at-stripe.ts';
import { notesOf, viewOf } from './credit-notes.ts';
import { invoiceOfPayment } from './invoice-of-payment.ts';
import { ownPurchase } from './own-purchase.ts';
import { nameOf } from './read-purchase.ts';
import type { PurchaseRow } from './sales.queries.ts';
import {
	INVOICE_STATES,
	PurchaseData,
	type Elsewhere,
	type Invoice,
	type PurchaseRef,
	type PurchaseState,
} from './sales.schema.ts';
import { settlePurchase } from './settle-purchase.ts';
import { taxOn } from './tax-of-payment.ts';

const MOST_INVOICES = 24;
const OPEN: ReadonlySet<string> = new Set(['trialing', 'active', 'past_due']);

/** How a purchase stands, after asking Stripe: who comes back from its page need not wait for a webhook. */
// authorize: only the member’s own is found.
export async function checkPurchase(
	ctx: CommunityContext,
	{ membershipId }: PurchaseRef,
): Promise<PurchaseState> {
	const before = await ownPurchase(ctx, membershipId);
	if (before.status === 'pending') await settlePurchase(ctx.services, ctx.community, membershipId);
	const { status, tierName: tier, data } = await ownPurchase(ctx, membershipId);
	if (OPEN.has(status)) return { state: 'open', tier };
	if (PurchaseData.parse(data).tried) return { state: 'tried', tier };
	return { state: status === 'pending' ? 'waiting' : 'ended', tier };
}

/** What was to be paid for a membership, newest first; the last two dozen. */
// authorize: only the member’s own is found.
export async function invoicesOf(
	ctx: CommunityContext,
	{ membershipId }: PurchaseRef,
): Promise<Invoice[]> {
	const row = await ownPurchase(ctx, membershipId);
	const { account } = PurchaseData.parse(row.data);
	const { externalCustomerId: customer } = row;
	if (account === undefined) return [];
	const bills = (await billsOf(ctx, row, account)).filter(({ status }) => status !== 'draft');
	const isNoted = bills.some(
		(bill) => bill.pre_payment_credit_notes_amount + bill.post_payment_credit_notes_amount > 0,
	);
	const notes = isNoted && customer !== null ? await notesOf(ctx, { account, customer }) : [];
	return bills.map((bill) => ({
		...invoiceOf(bill),
		creditNotes: notes.filter(({ invoice }) => nameOf(invoice) === bill.id).map(viewOf),
	}));
}

/** Those of a subscription, or the one of what was paid once, where it has any. */
async function billsOf(
	ctx: CommunityContext,
	{ externalSubscriptionId: subscription, data }: PurchaseRow,
	account: string,
): Promise<Stripe.Invoice[]> {
	const { payment: paymentId } = PurchaseData.parse(data);
	const { invoices } = ctx.services.payments;
	if (subscription !== null) {
		const asked = { subscription, limit: MOST_INVOICES };
		return (await askStripe(() => invoices.list(asked, on(account)))).data;
	}
	if (paymentId === undefined) return [];
	const bill = await invoiceOfPayment(ctx, { account, paymentId });
	return bill === null ? [] : [bill];
}

function invoiceOf(invoice: Stripe.Invoice): Omit<Invoice, 'creditNotes'> {
	const { id, number, created, total, currency, status, hosted_invoice_url, invoice_pdf } = invoice;
	return {
		...{ id, number, at: new Date(created * 1000), amount: total, tax: taxOn(invoice), currency },
		status: INVOICE_STATES.find((one) => one === status) ?? 'draft',
		pageUrl: hosted_invoice_url ?? null,
		pdfUrl: invoice_pdf ?? null,
	};
}

/** Leads to Stripe's page where a member changes the card they pay with. Throws `sales.not_running`. */
// authorize: only the member’s own is found.
export async function openPortal(
	ctx: CommunityContext,
	{ membershipId }: PurchaseRef,
): Promise<Elsewhere> {
	const row = await ownPurchase(ctx, membershipId);
	const { account } = PurchaseData.parse(row.data);
	const { externalCustomerId: customer } = row;
	if (account === undefined || customer === null) throw new ConflictError('sales.not_running');
	const { services, community } = ctx;
	const { url } = await askStripe(() =>
		services.payments.billingPortal.sessions.create(
			{
				...{ customer, return_url: `${community.origin}/settings/membership` },
				flow_data: { type: 'payment_method_update' },
			},
			on(account),
		),
	);
	return { url };
}
