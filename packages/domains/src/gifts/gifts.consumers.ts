import type { Consumer } from '../domain.ts';
import { departureOf, DEPARTURES, forgottenBy } from '../members/index.ts';
import { hasModule } from '../modules/index.ts';
import { forgetGiver } from './gifts.queries.ts';

/** What somebody gave stays given; their name on the card goes with them. */
const forgetGivers: Consumer = {
	on: DEPARTURES,
	async handle(ctx, event) {
		if (!hasModule(ctx, 'memberships') || !forgottenBy(ctx, event)) return;
		await forgetGiver(ctx.db, departureOf(event).memberId).execute();
	},
};

export const giftsConsumers = { 'forget-givers': forgetGivers } as const;
