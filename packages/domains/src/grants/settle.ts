import type { CommunityContext, CommunityTransaction } from '../context.ts';
import {
	giveRoles,
	giveRolesInSpaces,
	giveSpaces,
	takeRoles,
	takeRolesInSpaces,
	takeSpaces,
	type Grant,
	type RoleInSpace,
} from './grants.queries.ts';

/** Roles and private spaces that one source says a member is due; and roles in single spaces, of a source that gives such. */
export type Due = {
	roleIds: readonly string[];
	spaceIds: readonly string[];
	rolesInSpaces?: readonly RoleInSpace[];
};

/**
 * Makes what one source gives a member equal to what is due, in the caller's transaction: what is no longer due goes, what
 * others gave stays. Tells of roles that they hold now and did not before, and the other way round. Run again, it changes
 * nothing.
 */
// authorize: the source's own domain has asked, or somebody who may wrote the rules it goes by.
export async function settle(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	grant: Grant,
	due: Due,
): Promise<void> {
	const { memberId } = grant;
	const { roleIds, spaceIds, rolesInSpaces: pairs } = due;
	const lost = [
		...(await takeRoles(tx.db, grant, { but: roleIds }).execute()),
		...(pairs ? await takeRolesInSpaces(tx.db, grant, { but: pairs }).execute() : []),
	];
	const won = [
		...(roleIds.length > 0 ? await giveRoles(tx.db, grant, roleIds).execute() : []),
		...(pairs?.length ? await giveRolesInSpaces(tx.db, grant, pairs).execute() : []),
	];
	const left = await takeSpaces(tx.db, grant, { but: spaceIds }).execute();
	const entered = spaceIds.length > 0 ? await giveSpaces(tx.db, grant, spaceIds).execute() : [];
	const given = keysOf(
		ctx,
		won.filter(({ isFirst }) => isFirst),
	);
	const taken = keysOf(
		ctx,
		lost.filter(({ isLast }) => isLast),
	);
	if (given.length + taken.length > 0)
		await tx.emit('members.role_changed', { memberId, given, taken });
	if (lost.length + won.length + left.length + entered.length > 0) tx.touchMember(memberId);
}

function keysOf({ snapshot }: CommunityContext, rows: readonly { roleId: string }[]): string[] {
	const ids = new Set(rows.map(({ roleId }) => roleId));
	return snapshot.roles.filter(({ id }) => ids.has(id)).map(({ key }) => key);
}
