import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { BY_MEMBERSHIP, settle } from '../grants/index.ts';
import { Entitlements } from '../tiers/tiers.schema.ts';
import { lockMember, openedBy, rolesThere, spacesThere } from './memberships.queries.ts';

/**
 * Makes what memberships give somebody equal to what their open ones open, in the caller's transaction. What others gave
 * stays; run again, it changes nothing. Who is no member any more has nothing.
 */
// authorize: the verbs that change memberships and tiers have asked; what is due follows from the rows.
export async function settleGrants(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
): Promise<void> {
	const member = await lockMember(tx.db, memberId).executeTakeFirst();
	if (!member) return;
	const opened =
		member.status === 'removed' ? [] : await openedBy(tx.db, memberId, ctx.clock.now()).execute();
	const all = opened.flatMap(({ entitlements }) => Entitlements.parse(entitlements));
	const roleIds = all.flatMap((one) => (one.kind === 'role' ? one.roleId : []));
	const spaceIds = all.flatMap((one) => (one.kind === 'space' ? one.spaceId : []));
	const roles = roleIds.length > 0 ? await rolesThere(tx.db, roleIds).execute() : [];
	const spaces = spaceIds.length > 0 ? await spacesThere(tx.db, spaceIds).execute() : [];
	await settle(
		ctx,
		tx,
		{ memberId, source: BY_MEMBERSHIP },
		{ roleIds: roles.map(({ id }) => id), spaceIds: spaces.map(({ id }) => id) },
	);
}
