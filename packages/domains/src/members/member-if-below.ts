import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { memberById } from './members.queries.ts';

/** A member all of whose roles are below `rank`, locked for the transaction; null for others and who is gone. */
// authorize: the job does what its starter was allowed to.
export async function memberIfBelow(
	{ snapshot }: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	rank: number,
) {
	const member = await memberById(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
	if (!member || member.status === 'removed') return null;
	const held = snapshot.roles.filter(({ id }) => member.roleIds.includes(id));
	return held.every((role) => role.rank < rank) ? member : null;
}
