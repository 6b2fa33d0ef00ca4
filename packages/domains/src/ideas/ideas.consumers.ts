import type { Consumer } from '../domain.ts';
import { eventCatalogue } from '../events.ts';
import { deleteVotesOf, partFromGone } from './ideas.queries.ts';

/** Who goes and keeps nothing here also takes their votes along, whether their texts go or lose their name. */
const voterGone: Consumer = {
	on: ['members.left', 'members.removed'],
	async handle(ctx, event) {
		const { payload } = eventCatalogue[event.type as 'members.left' | 'members.removed'];
		const { memberId, contributions } = payload.parse(event.payload);
		if (contributions === 'keep') return;
		await ctx.transaction(async (tx) => {
			await deleteVotesOf(tx.db, memberId).execute();
			await partFromGone(tx.db).execute();
		});
	},
};

/** An idea that was merged into one that is gone must not be lost with it. */
const targetGone: Consumer = {
	on: ['posts.removed'],
	async handle(ctx) {
		await ctx.transaction(async (tx) => {
			await partFromGone(tx.db).execute();
		});
	},
};

export const ideasConsumers = {
	'forget-votes': voterGone,
	'part-merged-ideas': targetGone,
} as const;
