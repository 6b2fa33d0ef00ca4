import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { isOwner } from '../members/index.ts';
import { grantsOf } from '../permissions/grants.ts';
import { forbidden } from './scim-error.ts';
import { directoryOf } from './scim.queries.ts';

/**
 * Throws a 403 for owners, for staff, and for who could make a directory's token, as long as that is not the
 * directory's own doing: a directory never acts on those who decide whether there is one.
 */
// authorize: the directory's token is the proof; this is about the two of them.
export async function requireUnprotected(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
): Promise<void> {
	const row = await directoryOf(tx.db, memberId).executeTakeFirst();
	const { snapshot } = ctx;
	const roleIds = row?.roleIds ?? [];
	const able = { memberId, roleIds, spaceIds: [], hasSecondFactor: true };
	const isProtected =
		snapshot.entryRoles[memberId] !== undefined ||
		isOwner(ctx, roleIds) ||
		grantsOf(snapshot, able).has('settings:sso');
	if (isProtected)
		throw forbidden(
			'This is an owner, an admin or staff of the community. A directory does not change them: do it in the studio.',
		);
}
