import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { BY_ANSWERS, giveSpaces, takeSpaces } from '../grants/index.ts';

type Change = { on: readonly string[]; off: readonly string[] };

/**
 * Lets a member into private spaces by what they answered, and takes back what earlier answers opened, in the caller's
 * transaction; spaces that everyone enters are passed over. Returns those that answers opened now.
 */
// authorize: the community decided who is let in by which answer.
export async function enterSpaces(
	{ snapshot }: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	{ on, off }: Change,
): Promise<string[]> {
	const grant = { memberId, source: BY_ANSWERS };
	const isPrivate = (id: string) =>
		snapshot.spaces.some((space) => space.id === id && space.visibility === 'private');
	const wanted = on.filter(isPrivate);
	const entered = wanted.length > 0 ? await giveSpaces(tx.db, grant, wanted).execute() : [];
	if (off.length > 0) await takeSpaces(tx.db, grant, { only: off }).execute();
	if (entered.length + off.length > 0) tx.touchMember(memberId);
	return entered.map(({ spaceId }) => spaceId);
}
