import type { Consumer } from '../domain.ts';
import { eventCatalogue } from '../events.ts';
import { hasModule } from '../modules/index.ts';
import { askStripe, isRefused } from '../ask-stripe.ts';
import { on } from './at-stripe.ts';
import { purchaseById } from './sales.queries.ts';
import { PurchaseData } from './sales.schema.ts';

/** Whose membership ended here, because they left, pays for it no more. */
const stopPayments: Consumer = {
	on: ['memberships.ended'],
	async handle(ctx, event) {
		const told = eventCatalogue['memberships.ended'].payload.parse(event.payload);
		if (told.how === 'payment' || !hasModule(ctx, 'memberships')) return;
		const row = await purchaseById(ctx.db, told.membershipId).executeTakeFirst();
		const { account } = PurchaseData.parse(row?.data ?? {});
		const name = row?.externalSubscriptionId;
		if (account === undefined || !name) return;
		const { subscriptions } = ctx.services.payments;
		// One that is over at Stripe is refused, and that is as well.
		await askStripe(() =>
			subscriptions.cancel(name, {}, on(account)).catch((error: unknown) => {
				if (!isRefused(error)) throw error;
			}),
		);
	},
};

export const salesConsumers = { 'stop-payments': stopPayments } as const;
