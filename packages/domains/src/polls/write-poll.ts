import type { CommunityDb } from '@kith/db/handles';
import { addSeconds } from '@kith/kernel/clock';
import { InvalidError } from '@kith/kernel/errors';
import { insertPoll } from './polls.queries.ts';
import { POLL_LIMITS, type NewPoll } from './polls.schema.ts';

const DAY_SECONDS = 86_400;

/** Writes the poll of a post that is being published, in the caller's transaction. */
// authorize: whoever publishes the post has asked.
export async function writePoll(
	db: CommunityDb,
	{ poll, postId, now }: { poll: NewPoll; postId: string; now: Date },
): Promise<void> {
	const { endsAt: _, openDays: __, maxChoices, ...rest } = poll;
	await insertPoll(db, {
		...{ ...rest, postId, endsAt: endOf(poll, now) },
		maxChoices: rest.method === 'multiple' ? Math.min(maxChoices, rest.choices.length) : 1,
	}).execute();
}

function endOf({ endsAt, openDays }: NewPoll, now: Date): Date | null {
	if (endsAt) return new Date(endsAt);
	return openDays ? addSeconds(now, openDays * DAY_SECONDS) : null;
}

/** Throws `polls.end_is_past` or `polls.end_too_far` for a poll that is to end at a moment nobody could vote until. */
// authorize: pure; whoever publishes the post has asked.
export function checkPollEnd({ endsAt }: Pick<NewPoll, 'endsAt'>, opensAt: Date): void {
	if (!endsAt) return;
	const end = new Date(endsAt);
	if (end <= opensAt) throw new InvalidError('polls.end_is_past');
	if (end > addSeconds(opensAt, (POLL_LIMITS.days + 1) * DAY_SECONDS))
		throw new InvalidError('polls.end_too_far');
}
