import type { CommunityContext } from '../context.ts';
import { askStripe, isRefused } from '../ask-stripe.ts';
import { on } from './at-stripe.ts';
import { owedOf } from './owed.queries.ts';

/** Invoices of one subscription that may stand open: Stripe stops trying long before there are more. */
const MOST_OPEN = 12;

/** Another card, as Stripe tells of it: whose it is, and on which account. */
type NewCard = { account: string; customerId: string; methodId: string };

/**
 * Pays with a card that was put in place what the one before it failed to pay, at once and not when Stripe tries the
 * next time; each card tries each invoice once, by however many events it is told. One that is refused changes nothing:
 * Stripe tells of that by itself. Throws `payments.unavailable`.
 */
// authorize: an event of Stripe's, which was signed.
export async function payOwed(
	ctx: Pick<CommunityContext, 'db' | 'services'>,
	{ account, customerId, methodId }: NewCard,
): Promise<void> {
	const { invoices } = ctx.services.payments;
	for (const { subscription } of await owedOf(ctx.db, { account, customerId }).execute()) {
		if (subscription === null) continue;
		const asked = { subscription, status: 'open' as const, limit: MOST_OPEN };
		const open = await askStripe(() => invoices.list(asked, on(account)));
		for (const { id } of open.data)
			await askStripe(() => pay(id, `card ${methodId} ${id}`)).catch((error: unknown) => {
				if (!isRefused((error as Error).cause)) throw error;
			});
	}

	async function pay(invoiceId: string, idempotencyKey: string): Promise<void> {
		await invoices.pay(invoiceId, {}, { ...on(account), idempotencyKey });
	}
}
