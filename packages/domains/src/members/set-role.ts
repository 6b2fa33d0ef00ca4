import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { rolesThatStay, type Taken } from '../grants/index.ts';
import { grantRole } from './entry-roles.queries.ts';
import { forgetEntryRole } from './entry-roles.ts';
import {
	assignableRole,
	isOwner,
	ORDINARY,
	OWNER,
	requireAbove,
	roleByKey,
	roleTags,
} from './hierarchy.ts';
import { memberTarget } from './member-target.ts';
import { holdersOfRole, memberById, revokeRoles } from './members.queries.ts';
import type { SetRole } from './members.schema.ts';

/**
 * Gives a member one role in place of those they were given by hand; says what stays because it comes from elsewhere. The role and the member must be below the actor; throws
 * `members.last_owner` for the only owner, `members.not_oneself`, `members.above_you`, `members.role_above_own`.
 */
export async function setRole(
	ctx: CommunityContext,
	{ memberId, roleKey }: SetRole,
): Promise<Taken> {
	return ctx.transaction(async (tx) => {
		const member = await memberById(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
		ctx.authorize('assign', 'Member');
		if (!member || member.status === 'removed') throw new NotFoundError('members.not_found');
		requireAbove(ctx, member);
		const role = assignableRole(ctx, roleKey);
		if (isOwner(ctx, member.roleIds)) await requireAnotherOwner(ctx, tx);
		await revokeRoles(tx.db, memberId).execute();
		await forgetEntryRole(tx, memberId);
		if (role.key !== ORDINARY) await grantRole(tx.db, memberId, role.id).execute();
		const others = member.roleIds.filter((id) => id !== role.id);
		const stays = await rolesThatStay(ctx, tx, memberId, others);
		tx.audit({
			...{ action: 'members.role_given', target: memberTarget(member) },
			before: { roles: roleTags(ctx.snapshot, member.roleIds).map(({ name }) => name) },
			after: { roles: [role.name, ...new Set(stays.map(({ what }) => what))] },
		});
		const taken = roleTags(ctx.snapshot, member.roleIds)
			.filter(({ name }) => !stays.some(({ what }) => what === name))
			.map(({ key }) => key);
		await tx.emit('members.role_changed', { memberId, given: [role.key], taken });
		tx.touchMember(memberId);
		return { stays };
	});
}

/** Throws `members.last_owner` when nobody else holds the owner's role. */
// authorize: the verbs that take roles have asked.
export async function requireAnotherOwner(
	ctx: CommunityContext,
	tx: CommunityTransaction,
): Promise<void> {
	const owners = await holdersOfRole(tx.db, roleByKey(ctx.snapshot, OWNER).id).execute();
	if (new Set(owners.map(({ memberId }) => memberId)).size < 2)
		throw new ConflictError('members.last_owner');
}
