import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { MOST_COUNTED, waitingCounts } from '../submissions/index.ts';
import { waitingMembers } from './waiting.queries.ts';
import type { Waiting } from './desks.schema.ts';

/**
 * How much waits for a decision of the actor's; null for what they do not decide on. At most two statements, which stop
 * counting at a thousand.
 */
// authorize: it counts what the actor may decide on, and nothing else.
export async function countWaiting({ db, ability, snapshot }: CommunityContext): Promise<Waiting> {
	const [requests, submissions] = await Promise.all([
		isAllowed(ability, 'approve', 'Member')
			? waitingMembers(db, snapshot.access, MOST_COUNTED).executeTakeFirst()
			: null,
		isAllowed(ability, 'approve', 'Submission') ? waitingCounts(db, ability).execute() : null,
	]);
	return {
		requests: requests ? requests.count : null,
		submissions: submissions && submissions.reduce((sum, { count }) => sum + count, 0),
	};
}
