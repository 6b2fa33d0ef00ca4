import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { memberById } from './members.queries.ts';

/** A member all of whose roles are below `rank`, locked for the transaction; null for others, and for who is gone unless asked for. */
// authorize: the job does what its starter was allowed to.
export async function memberIfBelow(
	{ snapshot }: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	{ rank, evenRemoved = false }: { rank: number; evenRemoved?: boolean },
) {
	const member = await memberById(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
	if (!member || (member.status === 'removed' && !evenRemoved)) return null;
	const held = snapshot.roles.filter(({ id }) => member.roleIds.includes(id));
	return held.every((role) => role.rank < rank) ? member : null;
}
