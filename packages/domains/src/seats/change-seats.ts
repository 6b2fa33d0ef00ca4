import { ConflictError } from '@kith/kernel/errors';
import { askStripe } from '../ask-stripe.ts';
import type { CommunityContext } from '../context.ts';
import {
	currencyOf,
	inCurrency,
	itemOf,
	nextWithTax,
	offerById,
	on,
	orDeclined,
	requireRecent,
	runningOf,
	settlePurchase,
	taxOn,
	type Running,
} from '../sales/index.ts';
import { requireCount } from './buy-seats.ts';
import { requireOwnCard } from './paying-card.ts';
import { holdOwnGroup, ownGroupPurchase } from './own-group.ts';
import { changePurchase, seatsTaken } from './seats.queries.ts';
import type { ChangeSeats, ConfirmSeats, SeatsPreview } from './seats.schema.ts';

const CHANGEABLE: ReadonlySet<string> = new Set(['active', 'trialing']);

/**
 * What another number of seats would cost at this moment, to the cent: Stripe works it out, and the same moment is named
 * when it is confirmed. What fewer leave of what was paid stays as credit for the next payments. Throws
 * `seats.not_found`, `seats.count_refused`, `seats.same_count`, `seats.too_few` with those that are taken,
 * `seats.card_needed`, `sales.not_running`, `sales.not_active`, `payments.unavailable` and `payments.refused`.
 */
// authorize: ownGroupPurchase asks.
export async function previewSeats(
	ctx: CommunityContext,
	{ membershipId, seats }: ChangeSeats,
): Promise<SeatsPreview> {
	const running = await changeableGroup(ctx, membershipId, seats);
	const { account, subscriptionId, customer, row } = running;
	const { item, freeUntil, subscription } = await itemOf(ctx, running);
	const at = Math.floor(ctx.clock.now().getTime() / 1000);
	const invoice = await askStripe(() =>
		ctx.services.payments.invoices.createPreview(
			{
				...{ customer, subscription: subscriptionId },
				subscription_details: {
					items: [{ id: item, quantity: seats }],
					...{ proration_behavior: 'always_invoice', proration_date: at },
				},
			},
			on(account),
		),
	);
	const price = await offerById(ctx.db, row.priceId ?? '').executeTakeFirstOrThrow();
	const offer = inCurrency(price, currencyOf(row));
	const credit = invoice.lines.data.reduce((sum, { amount }) => sum - Math.min(0, amount), 0);
	const next = row.currentPeriodEnd && {
		...nextWithTax(offer.amount * seats, subscription, invoice),
		at: row.currentPeriodEnd,
	};
	const { currency } = invoice;
	if (freeUntil !== null) return { at, due: 0, tax: 0, credit: 0, currency, next };
	return { at, due: invoice.total, tax: taxOn(invoice), credit, currency, next };
}

/**
 * Changes the number of seats as it was previewed: what is due is paid at once, or nothing changes. Fewer are held free
 * before Stripe is told, so that nobody takes one of them meanwhile. Throws what a preview does, `sales.preview_old`, and
 * `sales.card_declined`.
 */
// authorize: ownGroupPurchase asks.
export async function changeSeats(
	ctx: CommunityContext,
	{ membershipId, seats, at }: ConfirmSeats,
): Promise<void> {
	const running = await changeableGroup(ctx, membershipId, seats);
	requireRecent(ctx, at);
	const { services, community } = ctx;
	const { account, subscriptionId, row } = running;
	const { item } = await itemOf(ctx, running);
	await ctx.transaction(async (tx) => {
		await holdOwnGroup(ctx, tx, { membershipId, memberId: row.memberId });
		const { taken } = await seatsTaken(tx.db, membershipId).executeTakeFirstOrThrow();
		if (seats < taken) throw new ConflictError('seats.too_few', { taken });
		if (seats < (row.seats ?? 0))
			await changePurchase(tx.db, membershipId, { seats }, ctx.clock.now()).execute();
	});
	try {
		await orDeclined(
			services.payments.subscriptions.update(
				subscriptionId,
				{
					...{ items: [{ id: item, quantity: seats }], proration_date: at },
					...{ proration_behavior: 'always_invoice', payment_behavior: 'error_if_incomplete' },
				},
				{ ...on(account), idempotencyKey: `seats ${membershipId} ${seats} ${at}` },
			),
		);
	} finally {
		// Whatever became of it, Stripe's number is the one that counts.
		await settlePurchase(services, community, membershipId);
	}
}

async function changeableGroup(
	ctx: CommunityContext,
	membershipId: string,
	seats: number,
): Promise<Running> {
	const row = await ownGroupPurchase(ctx, membershipId);
	const running = runningOf(row);
	if (!CHANGEABLE.has(row.status)) throw new ConflictError('sales.not_active');
	const offer = await offerById(ctx.db, row.priceId ?? '').executeTakeFirstOrThrow();
	requireCount(offer, seats);
	if (seats === row.seats) throw new ConflictError('seats.same_count');
	const { taken } = await seatsTaken(ctx.db, membershipId).executeTakeFirstOrThrow();
	if (seats < taken) throw new ConflictError('seats.too_few', { taken });
	if (seats > (row.seats ?? 0)) await requireOwnCard(ctx, running);
	return running;
}
