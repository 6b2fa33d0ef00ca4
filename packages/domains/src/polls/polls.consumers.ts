import type { Consumer } from '../domain.ts';
import { eventCatalogue } from '../events.ts';
import { replaceBallot } from './cast-ballot.ts';
import { ballotsOf, pollById } from './polls.queries.ts';

const BATCH = 50;

/** Named ballots go with whoever wants nothing of theirs kept under a name; anonymous ones lead to nobody. */
const voterGone: Consumer = {
	on: ['members.left', 'members.removed'],
	async handle(ctx, event) {
		const { payload } = eventCatalogue[event.type as 'members.left' | 'members.removed'];
		const { memberId, contributions } = payload.parse(event.payload);
		if (contributions === 'keep') return;
		for (let taken = BATCH; taken === BATCH;)
			taken = await ctx.transaction(async (tx) => {
				const ballots = await ballotsOf(tx.db, memberId, BATCH).execute();
				for (const { postId } of ballots) {
					const poll = await pollById(tx.db, postId)
						.forNoKeyUpdate(['polls'])
						.executeTakeFirstOrThrow();
					await replaceBallot(tx, poll, { voter: memberId, memberId, choices: [] });
				}
				return ballots.length;
			});
	},
};

export const pollsConsumers = { 'forget-ballots': voterGone } as const;
