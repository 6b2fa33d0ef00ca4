import type { CommunityDb } from '@kith/db/handles';
import { addSeconds } from '@kith/kernel/clock';
import { insertPoll } from './polls.queries.ts';
import type { NewPoll } from './polls.schema.ts';

/** Writes the poll of a post that is being published, in the caller's transaction. */
// authorize: whoever publishes the post has asked.
export async function writePoll(
	db: CommunityDb,
	{ poll, postId, now }: { poll: NewPoll; postId: string; now: Date },
): Promise<void> {
	const { openDays, maxChoices, ...rest } = poll;
	await insertPoll(db, {
		...{ ...rest, postId, endsAt: openDays ? addSeconds(now, openDays * 86_400) : null },
		maxChoices: rest.method === 'multiple' ? Math.min(maxChoices, rest.choices.length) : 1,
	}).execute();
}
