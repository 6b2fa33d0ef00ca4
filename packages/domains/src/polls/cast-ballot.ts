import { selfOf } from '@kith/kernel/actor';
import { ConflictError, InvalidError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { lockPoll, type PollRow } from './lock-poll.ts';
import { isOpenAt } from './poll-view.ts';
import { ballotOf, deleteBallot, putBallot, setTally } from './polls.queries.ts';
import type { CastBallot } from './polls.schema.ts';
import { voterKey } from './voter-key.ts';

/** Votes in a poll, changes the vote or takes it back, as long as the poll is open. Repeating it changes nothing. */
export async function castBallot(ctx: CommunityContext, input: CastBallot): Promise<void> {
	await ctx.transaction(async (tx) => {
		const poll = await lockPoll(ctx, tx, input.postId);
		ctx.authorize('answer', 'Post', poll);
		const memberId = selfOf(ctx.actor);
		if (!isOpenAt(poll, ctx.clock.now())) throw new ConflictError('polls.closed');
		refuseInvalid(poll, input.choices);
		const { isAnonymous, spaceId, id: postId } = poll;
		const voter = voterKey(ctx.services.secret, { postId, memberId, isAnonymous });
		const ballot = { voter, memberId: isAnonymous ? null : memberId };
		const changed = await replaceBallot(tx, poll, { ...ballot, choices: input.choices });
		if (changed && !isAnonymous) await tx.emit('polls.voted', { postId, spaceId });
	});
}

type Ballot = { voter: string; memberId: string | null; choices: readonly number[] };

/** Puts a ballot in the place of the one before and counts the difference, under the poll's lock. */
// authorize: the verbs that lead here have asked.
export async function replaceBallot(
	tx: CommunityTransaction,
	poll: PollRow,
	ballot: Ballot,
): Promise<boolean> {
	const { voter, choices } = ballot;
	const found = await ballotOf(tx.db, poll.id, voter).executeTakeFirst();
	const before = (found?.choices ?? []) as unknown as number[];
	if (JSON.stringify(before) === JSON.stringify(choices)) return false;
	if (choices.length > 0) await putBallot(tx.db, { ...ballot, postId: poll.id }).execute();
	else await deleteBallot(tx.db, poll.id, voter).execute();
	const counted = (list: readonly number[]) => (poll.method === 'ranked' ? list.slice(0, 1) : list);
	const tally = (poll.tally as unknown as number[]).map(
		(count, at) =>
			count + Number(counted(choices).includes(at)) - Number(counted(before).includes(at)),
	);
	const voterCount = poll.voterCount + Number(choices.length > 0) - Number(before.length > 0);
	await setTally(tx.db, poll.id, { tally, voterCount }).execute();
	return true;
}

function refuseInvalid(poll: PollRow, choices: readonly number[]): void {
	const { length } = poll.choices as unknown as string[];
	const most = poll.method === 'ranked' ? length : poll.maxChoices;
	const isKnown = choices.every((at) => at < length);
	if (!isKnown || new Set(choices).size < choices.length || choices.length > most)
		throw new InvalidError('polls.bad_choice');
}
