import type { CommunityContext } from '../context.ts';
import { forgetActor, forgetDetails } from './audit.queries.ts';

const BATCH = 500;

/**
 * Takes what names a member out of the log: their name as an actor, and what was written of them and of what was theirs.
 * The chain goes on to hold, and an entry says that it was done.
 */
// authorize: the member asked to be forgotten, or somebody who may remove them did.
export async function forgetInLog(
	ctx: CommunityContext,
	{ memberId, label }: { memberId: string; label: string },
): Promise<void> {
	let isNew = true;
	for (let forgotten = BATCH; forgotten === BATCH; isNew = false)
		forgotten = await ctx.transaction(async (tx) => {
			const asActor = await forgetActor(tx.db, memberId, BATCH).execute();
			const asSubject = await forgetDetails(tx.db, memberId, BATCH).execute();
			const most = Math.max(asActor.length, asSubject.length);
			if (isNew && most > 0)
				tx.audit({
					action: 'members.forgotten',
					target: { kind: 'member', id: memberId, label },
				});
			return most;
		});
}
