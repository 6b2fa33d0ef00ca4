import type { Consumer } from '../domain.ts';
import { departureOf, DEPARTURES } from '../members/index.ts';
import { leaveSharedPosts } from './lifecycle.queries.ts';

/** Who left the community is no author of what others wrote with them. */
const leaveShared: Consumer = {
	on: DEPARTURES,
	async handle(ctx, event) {
		const { memberId } = departureOf(event);
		await ctx.transaction(async ({ db }) => {
			await leaveSharedPosts(db, memberId).execute();
		});
	},
};

export const lifecycleConsumers = { 'leave-shared-posts': leaveShared } as const;
