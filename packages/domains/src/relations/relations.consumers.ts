import type { Consumer } from '../domain.ts';
import { eventCatalogue } from '../events.ts';
import { forgetRelationsOf } from './relations.queries.ts';

/** Who leaves takes along whom they followed, muted and blocked. */
const forgetRelations: Consumer = {
	on: ['members.left', 'members.removed'],
	async handle(ctx, event) {
		const { memberId } = eventCatalogue['members.left'].payload
			.pick({ memberId: true })
			.parse({ memberId: event.payload['memberId'] });
		await forgetRelationsOf(ctx.db, memberId).execute();
	},
};

export const relationsConsumers = { 'forget-relations': forgetRelations } as const;
