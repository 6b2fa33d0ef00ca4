import type { Consumer } from '../domain.ts';
import { eventCatalogue } from '../events.ts';
import { departureOf, DEPARTURES, forgottenBy } from '../members/index.ts';
import { hasModule } from '../modules/index.ts';
import { changeMembership } from './change-membership.ts';
import { forgetVendorData, openOf } from './memberships.queries.ts';

/** Who leaves has no membership any more; what they paid stays in the books. */
const endWithMember: Consumer = {
	on: DEPARTURES,
	async handle(ctx, event) {
		if (!hasModule(ctx, 'memberships')) return;
		const { memberId } = departureOf(event);
		await ctx.transaction(async (tx) => {
			for (const { id } of await openOf(tx.db, memberId).execute())
				await changeMembership(ctx, tx, id, { status: 'canceled' }, { how: 'left' });
			if (forgottenBy(ctx, event)) await forgetVendorData(tx.db, memberId).execute();
		});
	},
};

/** Who is declined while they pay will not come in by it. */
const endWithRequest: Consumer = {
	on: ['members.declined'],
	async handle(ctx, event) {
		if (!hasModule(ctx, 'memberships')) return;
		const { memberId } = eventCatalogue['members.declined'].payload.parse(event.payload);
		await ctx.transaction(async (tx) => {
			for (const { id } of await openOf(tx.db, memberId).execute())
				await changeMembership(ctx, tx, id, { status: 'canceled' }, { how: 'left' });
		});
	},
};

export const membershipsConsumers = {
	'end-memberships': endWithMember,
	'end-with-request': endWithRequest,
} as const;
