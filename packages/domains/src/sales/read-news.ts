import type { Stripe } from 'stripe';
import { addSeconds } from '@kith/kernel/clock';
import { askStripe } from '../ask-stripe.ts';
import type { CommunityContext } from '../context.ts';
import { GRACE_DAYS } from '../memberships/memberships.schema.ts';
import { on } from './at-stripe.ts';
import { invoiceOfPayment } from './invoice-of-payment.ts';
import { paymentsUntil } from './ledger.queries.ts';
import { DUNNING_DAYS, type DunningDay, type SaleNews } from './news.schema.ts';
import { entriesOfPayment, purchaseById, type PurchaseRow } from './sales.queries.ts';
import { PurchaseData } from './sales.schema.ts';
import { settlePurchase } from './settle-purchase.ts';

const DAY = 24 * 60 * 60;
/** What is older is told no more: it was found late, by comparing. */
const MOST_DAYS = 14;

type Money = { amount: number; currency: string };
/** What of a payment is tax. */
type Taxed = { tax: number };
type About = { memberId: string; tier: string };
/** Of what is paid in parts: which of how many a payment is. */
type Part = { part: { number: number; of: number } | null };

/** What a mail tells of a membership. */
export type SaleFacts = About &
	(
		| ({ news: 'owed'; day: DunningDay; triedAt: Date | null; readOnlyAt: Date } & Money)
		| { news: 'ending' | 'ended'; at: Date }
		| ({ news: 'trial' | 'extended'; at: Date } & Money)
		| ({ news: 'receipt'; from: Date | null; to: Date | null; url: string | null } & Part &
				Taxed &
				Money)
		| ({ news: 'dispute'; dueAt: Date | null } & Money)
	);

/** What there is to be told, if it is still so: of what was settled or taken back in the meantime there is nothing. */
// authorize: the job that writes mails needs no leave.
export async function readNews(ctx: CommunityContext, news: SaleNews): Promise<SaleFacts | null> {
	const { membershipId } = news;
	// A webhook that never came would have a member asked for what they have paid.
	if (news.news === 'owed') await settlePurchase(ctx.services, ctx.community, membershipId);
	const row = await purchaseById(ctx.db, membershipId).executeTakeFirst();
	if (!row) return null;
	const about = { memberId: row.memberId, tier: row.tierName };
	switch (news.news) {
		case 'owed':
			return owed(ctx, row, news);
		case 'ending': {
			const isSo = row.status !== 'canceled' && row.cancelAt?.toISOString() === news.at;
			return isSo ? { ...about, news: 'ending', at: new Date(news.at) } : null;
		}
		case 'ended':
			return row.status === 'canceled' && !isOld(ctx, row.endedAt ?? new Date(news.at))
				? { ...about, news: 'ended', at: row.endedAt ?? new Date(news.at) }
				: null;
		case 'trial':
			return trial(ctx, row, news.at);
		case 'extended':
			return extended(ctx, row, news.at);
		case 'receipt':
			return receipt(ctx, row, news);
		case 'dispute':
			return dispute(ctx, row, news.disputeId);
	}
}

const isOld = ({ clock }: CommunityContext, at: Date): boolean =>
	clock.now() > addSeconds(at, MOST_DAYS * DAY);

const about = ({ memberId, tierName: tier }: PurchaseRow): About => ({ memberId, tier });
const dateOf = (seconds: number | null | undefined): Date | null =>
	seconds === null || seconds === undefined || seconds === 0 ? null : new Date(seconds * 1000);

async function owed(
	ctx: CommunityContext,
	row: PurchaseRow,
	{ since, day }: Extract<SaleNews, { news: 'owed' }>,
): Promise<SaleFacts | null> {
	const { account, owedSince } = PurchaseData.parse(row.data);
	const began = new Date(since * 1000);
	// What should have gone long ago gives way to what is said now.
	const next = DUNNING_DAYS.find((other) => other > day) ?? GRACE_DAYS;
	const isLate = ctx.clock.now() >= addSeconds(began, next * DAY);
	const { externalSubscriptionId: subscription } = row;
	if (row.status !== 'past_due' || owedSince !== since || isLate) return null;
	if (account === undefined || subscription === null) return null;
	const { invoices } = ctx.services.payments;
	const asked = { subscription, status: 'open' as const, limit: 1 };
	const [open] = (await askStripe(() => invoices.list(asked, on(account)))).data;
	if (!open) return null;
	return {
		...{ ...about(row), news: 'owed', day },
		...{ amount: open.amount_remaining, currency: open.currency },
		triedAt: dateOf(open.next_payment_attempt),
		readOnlyAt: addSeconds(began, GRACE_DAYS * DAY),
	};
}

/** What is paid when a trial is over, with all that is taken off. */
async function trial(
	ctx: CommunityContext,
	row: PurchaseRow,
	at: string,
): Promise<SaleFacts | null> {
	const isSo = row.status === 'trialing' && row.trialEnd?.toISOString() === at && !row.cancelAt;
	const money = isSo ? await nextBill(ctx, row) : null;
	return money && { ...about(row), news: 'trial', at: new Date(at), ...money };
}

/** What is paid when the days are over that somebody was given. */
async function extended(
	ctx: CommunityContext,
	row: PurchaseRow,
	at: string,
): Promise<SaleFacts | null> {
	const { extendedUntil } = PurchaseData.parse(row.data);
	const isSo = row.status === 'active' && dateOf(extendedUntil)?.toISOString() === at;
	const money = isSo && !row.cancelAt ? await nextBill(ctx, row) : null;
	return money && { ...about(row), news: 'extended', at: new Date(at), ...money };
}

async function nextBill({ services }: CommunityContext, row: PurchaseRow): Promise<Money | null> {
	const { account } = PurchaseData.parse(row.data);
	const { externalSubscriptionId: subscription, externalCustomerId: customer } = row;
	if (account === undefined || subscription === null || customer === null) return null;
	const { invoices } = services.payments;
	const bill = await askStripe(() =>
		invoices.createPreview({ customer, subscription }, on(account)),
	);
	return { amount: bill.total, currency: bill.currency };
}

async function receipt(
	ctx: CommunityContext,
	row: PurchaseRow,
	{ paymentId, again }: Extract<SaleNews, { news: 'receipt' }>,
): Promise<SaleFacts | null> {
	const { account, parts } = PurchaseData.parse(row.data);
	const entries = await entriesOfPayment(ctx.db, paymentId).execute();
	const paid = entries.find(({ kind }) => kind === 'payment');
	if (!paid || paid.membershipId !== row.id || paid.amount <= 0 || account === undefined)
		return null;
	// By hand it is sent however old.
	if (again === undefined && isOld(ctx, paid.at)) return null;
	const { amount, tax, currency, at, id } = paid;
	const until = { membershipId: row.id, at, id };
	const counted = parts && (await paymentsUntil(ctx.db, until).executeTakeFirstOrThrow());
	const invoice = await invoiceOfPayment(ctx, { account, paymentId });
	return {
		...{ ...about(row), news: 'receipt', amount, tax, currency },
		...periodOf(invoice),
		part: parts && counted ? { number: counted.count, of: parts.of } : null,
		url: invoice?.hosted_invoice_url ?? null,
	};
}

/** What is paid for lasts as long as its longest line. */
function periodOf(invoice: Stripe.Invoice | null): { from: Date | null; to: Date | null } {
	const lines = invoice?.lines.data ?? [];
	if (lines.length === 0) return { from: null, to: null };
	const from = Math.min(...lines.map(({ period }) => period.start));
	const to = Math.max(...lines.map(({ period }) => period.end));
	return { from: dateOf(from), to: dateOf(to) };
}

async function dispute(
	{ services }: CommunityContext,
	row: PurchaseRow,
	disputeId: string,
): Promise<SaleFacts | null> {
	const { account } = PurchaseData.parse(row.data);
	if (account === undefined) return null;
	const { disputes } = services.payments;
	const told = await askStripe(() => disputes.retrieve(disputeId, {}, on(account)));
	const money = { amount: told.amount, currency: told.currency };
	return { ...about(row), news: 'dispute', dueAt: dateOf(told.evidence_details.due_by), ...money };
}
