import type { Stripe } from 'stripe';
import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { askStripe } from '../ask-stripe.ts';
import { on } from './at-stripe.ts';
import { ownPurchase } from './own-purchase.ts';
import {
	INVOICE_STATES,
	PurchaseData,
	type Elsewhere,
	type Invoice,
	type PurchaseRef,
	type PurchaseState,
} from './sales.schema.ts';
import { settlePurchase } from './settle-purchase.ts';

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
	const { externalSubscriptionId: subscription } = row;
	if (account === undefined || subscription === null) return [];
	const { invoices } = ctx.services.payments;
	const asked = { subscription, limit: MOST_INVOICES };
	const { data } = await askStripe(() => invoices.list(asked, on(account)));
	return data.filter(({ status }) => status !== 'draft').map(invoiceOf);
}

function invoiceOf(invoice: Stripe.Invoice): Invoice {
	const { id, number, created, total, currency, status, hosted_invoice_url, invoice_pdf } = invoice;
	return {
		...{ id, number, at: new Date(created * 1000), amount: total, currency },
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
