import { requestJob } from '@kith/db/jobs';
import type { Consumer } from '../domain.ts';
import { eventCatalogue } from '../events.ts';
import { addressAtStripe } from './address-at-stripe.ts';
import { SETTLE_PURCHASE } from './settle-purchase.ts';

/** Whose membership ended here, because they left, pays for it no more: settling it ends it at Stripe. */
const stopPayments: Consumer = {
	on: ['memberships.ended'],
	async handle(ctx, event) {
		const told = eventCatalogue['memberships.ended'].payload.parse(event.payload);
		if (told.source !== 'purchase' || told.how === 'payment') return;
		const { membershipId } = told;
		const key = `${SETTLE_PURCHASE} ${membershipId} ended`;
		const payload = { communityId: ctx.community.id, membershipId };
		await requestJob(ctx.db, SETTLE_PURCHASE, payload, { key, now: ctx.clock.now() });
	},
};

/** Receipts go to the address that a member has now. */
const addressOfCustomer: Consumer = {
	on: ['members.address_changed'],
	async handle(ctx, event) {
		const { memberId } = eventCatalogue['members.address_changed'].payload.parse(event.payload);
		await addressAtStripe(ctx, memberId);
	},
};

export const salesConsumers = {
	'stop-payments': stopPayments,
	'address-of-customer': addressOfCustomer,
} as const;
