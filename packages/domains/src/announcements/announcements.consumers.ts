import type { Consumer } from '../domain.ts';
import { eventCatalogue } from '../events.ts';
import { deleteReceiptsOf } from './announcements.queries.ts';

const readerGone: Consumer = {
	on: ['members.left', 'members.removed'],
	async handle(ctx, event) {
		const { payload } = eventCatalogue[event.type as 'members.left' | 'members.removed'];
		const { memberId, contributions } = payload.parse(event.payload);
		if (contributions === 'keep') return;
		await ctx.transaction(async (tx) => {
			await deleteReceiptsOf(tx.db, memberId).execute();
		});
	},
};

export const announcementsConsumers = { 'forget-receipts': readerGone } as const;
