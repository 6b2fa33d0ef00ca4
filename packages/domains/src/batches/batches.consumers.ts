import type { Consumer } from '../domain.ts';
import { departureOf, DEPARTURES } from '../members/index.ts';
import { forgetItemsOf } from './batches.queries.ts';

/** What was done to who wants to be forgotten is forgotten; the counts stay. */
const forgetItems: Consumer = {
	on: DEPARTURES,
	async handle(ctx, event) {
		const { memberId, contributions } = departureOf(event);
		if (contributions === 'keep') return;
		await ctx.transaction(async ({ db }) => {
			await forgetItemsOf(db, memberId).execute();
		});
	},
};

export const batchesConsumers = { 'forget-batch-items': forgetItems } as const;
