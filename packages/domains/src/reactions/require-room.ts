import { selfOf } from '@kith/kernel/actor';
import { LimitReachedError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { givenSince, lockGiver } from './limits.queries.ts';

const DAY = 24 * 60 * 60 * 1000;

/**
 * Lets a member give one thing after another, so that what they gave can be counted. Whoever gives takes their turn
 * before any other row, so that two never wait for each other.
 */
// authorize: holds the actor's own row.
export async function takeTurnToGive(tx: CommunityTransaction, memberId: string): Promise<void> {
	await lockGiver(tx.db, memberId).execute();
}

type Given = { authorIds: readonly string[]; isDown: boolean };

/**
 * Refuses what was just given, and is counted with the rest, where it is more than one member may give within a day: to
 * one of its authors, or in all. Throws `reactions.down_to_one`, `reactions.down_in_all`, `reactions.to_one` or
 * `reactions.in_all`. What was taken back is not counted: it is worth nothing either.
 */
// authorize: counts what the actor themselves gave.
export async function requireRoom(
	{ actor, clock, snapshot }: CommunityContext,
	tx: CommunityTransaction,
	{ authorIds, isDown }: Given,
): Promise<void> {
	const { given, down } = snapshot.reactionLimits;
	const counts = await givenSince(tx.db, {
		...{ memberId: selfOf(actor), authorIds, most: given.inAll + 1 },
		since: new Date(clock.now().getTime() - DAY),
	}).executeTakeFirstOrThrow();
	const caps: [code: string, count: number, most: number][] = [
		...(isDown
			? ([
					['reactions.down_to_one', counts.downToOne, down.toOne],
					['reactions.down_in_all', counts.down, down.inAll],
				] as [string, number, number][])
			: []),
		['reactions.to_one', counts.toOne, given.toOne],
		['reactions.in_all', counts.given, given.inAll],
	];
	for (const [code, count, most] of caps)
		if (count > most) throw new LimitReachedError(code, { most });
}
