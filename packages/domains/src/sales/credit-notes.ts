import type { Stripe } from 'stripe';
import { InvalidError } from '@kith/kernel/errors';
import { askStripe } from '../ask-stripe.ts';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { on } from './at-stripe.ts';
import { nameOf } from './read-purchase.ts';
import { entriesOf, purchaseById } from './sales.queries.ts';
import { PurchaseData, type CreditNote, type PurchaseRef } from './sales.schema.ts';
import { taxOn } from './tax-of-payment.ts';

const MOST = 100;
const CAME_BACK: ReadonlySet<string> = new Set(['failed', 'canceled']);

type Refunded = {
	account: string;
	/** Null for what was sold without a bill: there is nothing to correct. */
	invoice: Stripe.Invoice | null;
	refunds: readonly Stripe.Refund[];
};

/**
 * Has each refund of a bill stand in a credit note of its own, whoever gave it back; one that has its note is left alone.
 * What Stripe does not let be noted, because somebody noted it already otherwise, is not. Throws `payments.unavailable`.
 */
// authorize: what Stripe says of the payment decides.
export async function noteRefunds(
	{ services }: Pick<CommunityContext, 'services'>,
	{ account, invoice, refunds }: Refunded,
): Promise<void> {
	if (invoice === null || refunds.length === 0) return;
	const { creditNotes } = services.payments;
	const asked = { invoice: invoice.id, limit: MOST };
	const { data: notes } = await askStripe(() => creditNotes.list(asked, on(account)));
	const noted = new Set(notes.flatMap((note) => note.refunds.map((one) => nameOf(one.refund))));
	for (const { id, amount, reason, status } of refunds) {
		if (noted.has(id) || CAME_BACK.has(status ?? '')) continue;
		const note = {
			...{ invoice: invoice.id, amount, refunds: [{ refund: id, amount_refunded: amount }] },
			reason:
				reason === 'duplicate' || reason === 'fraudulent' ? reason : ('order_change' as const),
		};
		const once = { ...on(account), idempotencyKey: `note ${id}` };
		await askStripe(() => creditNotes.create(note, once)).catch((error: unknown) => {
			if (!(error instanceof InvalidError)) throw error;
			services.logger.warn({ error, refund: id }, 'a refund could not be noted');
		});
	}
}

/** The credit notes of what was given back for a membership, newest first; the last hundred. Nothing for what is no purchase. */
export async function listCreditNotes(
	ctx: CommunityContext,
	{ membershipId }: PurchaseRef,
): Promise<CreditNote[]> {
	ctx.authorize('read', 'Purchase');
	requireModule(ctx, 'memberships');
	const row = await purchaseById(ctx.db, membershipId).executeTakeFirst();
	const { account } = PurchaseData.parse(row?.data ?? {});
	if (!row?.externalCustomerId || account === undefined) return [];
	const entries = await entriesOf(ctx.db, membershipId, MOST).execute();
	const refunds = new Map(
		entries.flatMap(({ id, externalId }) =>
			externalId === null ? [] : [[externalId, id] as const],
		),
	);
	const notes = await notesOf(ctx, { account, customer: row.externalCustomerId });
	return notes.flatMap((note) => {
		const entryId = note.refunds
			.map((one) => refunds.get(nameOf(one.refund) ?? ''))
			.find((one) => one !== undefined);
		return entryId === undefined ? [] : [{ ...viewOf(note), entryId }];
	});
}

/** All credit notes of a customer, newest first; the last hundred. */
// authorize: the verb that found the purchase has asked.
export async function notesOf(
	{ services }: Pick<CommunityContext, 'services'>,
	{ account, customer }: { account: string; customer: string },
): Promise<Stripe.CreditNote[]> {
	const { creditNotes } = services.payments;
	const asked = { customer, limit: MOST };
	return (await askStripe(() => creditNotes.list(asked, on(account)))).data;
}

export const viewOf = (note: Stripe.CreditNote): Omit<CreditNote, 'entryId'> => ({
	...{ id: note.id, number: note.number, at: new Date(note.created * 1000) },
	...{ amount: note.amount, tax: taxOn(note), currency: note.currency, pdfUrl: note.pdf },
});
