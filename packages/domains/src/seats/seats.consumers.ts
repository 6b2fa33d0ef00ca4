import type { Consumer } from '../domain.ts';
import { eventCatalogue } from '../events.ts';
import { hasModule } from '../modules/index.ts';
import { closeDoors } from './seats.queries.ts';

/** A group that is over lets nobody in, and asks nobody. */
const closeGroups: Consumer = {
	on: ['memberships.ended'],
	async handle(ctx, event) {
		if (!hasModule(ctx, 'memberships')) return;
		const told = eventCatalogue['memberships.ended'].payload.parse(event.payload);
		if (told.source !== 'purchase') return;
		await ctx.transaction(async ({ db }) => {
			for (const door of closeDoors(db, told.membershipId)) await door.execute();
		});
	},
};

export const seatsConsumers = { 'close-groups': closeGroups } as const;
