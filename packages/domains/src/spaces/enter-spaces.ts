import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { letIn, letOut } from './spaces.queries.ts';

type Change = { on: readonly string[]; off: readonly string[] };

/**
 * Lets a member into private spaces and out of others, in the caller's transaction; spaces that everyone enters are
 * passed over. Returns those the member was not in before.
 */
// authorize: the community decided who is let in by which answer.
export async function enterSpaces(
	{ snapshot }: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	{ on, off }: Change,
): Promise<string[]> {
	const isPrivate = (id: string) =>
		snapshot.spaces.some((space) => space.id === id && space.visibility === 'private');
	const entered: string[] = [];
	for (const spaceId of on.filter(isPrivate))
		if (await letIn(tx.db, spaceId, memberId).returning('spaceId').executeTakeFirst())
			entered.push(spaceId);
	for (const spaceId of off) await letOut(tx.db, spaceId, memberId).execute();
	if (entered.length + off.length > 0) tx.touchMember(memberId);
	return entered;
}
