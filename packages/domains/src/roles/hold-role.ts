import { InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { rolesThatStay, rolesThatStayIn, type Taken } from '../grants/index.ts';
import {
	forgetEntryRole,
	grantRole,
	memberById,
	memberTarget,
	requireAnotherOwner,
	revokeRole,
} from '../members/index.ts';
import type { RoleFact } from '../snapshot.ts';
import { authorizeThere, requireBelow } from './in-space.ts';
import { requireOwn, roleBelow } from './may-change.ts';
import { dropInSpace, holdInSpace, lockRoles, spaceOverrides } from './roles.queries.ts';
import type { HoldRole } from './roles.schema.ts';

const EVERYBODYS = new Set(['member', 'guest']);

/**
 * Gives a member one more role, in the whole community or in one space. Both must be below the actor, and the role
 * allow nothing that they do not have; who runs a space gives so what is below them there. Throws `roles.above_you`, `roles.beyond_own`, `roles.everybodys`,
 * `roles.wrong_scope`, `members.not_found`, `members.above_you`, `members.not_oneself`, `spaces.not_found`.
 */
// authorize: authorizeThere asks, for the whole community or for the space.
export async function giveRole(ctx: CommunityContext, input: HoldRole): Promise<void> {
	const { memberId, spaceId } = input;
	await ctx.transaction(async (tx) => {
		const member = await memberById(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
		const there = authorizeThere(ctx, ['assign', 'Member'], spaceId);
		if (member?.status !== 'active') throw new NotFoundError('members.not_found');
		await requireBelow(ctx, tx, member, there);
		const role = await roleToHold(ctx, tx, input, there);
		requireOwn(ctx, {}, role.permissions, there);
		if (spaceId) await holdInSpace(tx.db, memberId, role.id, spaceId).execute();
		else await grantRole(tx.db, memberId, role.id).execute();
		const [target, after] = [
			{ ...memberTarget(member), spaceId },
			{ role: role.name, spaceId },
		];
		tx.audit({ action: 'members.role_given', target, after });
		await tx.emit('members.role_changed', { memberId, given: [role.key], taken: [] });
		tx.touchMember(memberId);
	});
}

/**
 * Takes from a member a role that was given by hand, and says what stays because it comes from elsewhere. The last owner
 * keeps theirs. Throws as `giveRole`, and `members.last_owner`.
 */
// authorize: as above.
export async function takeRole(ctx: CommunityContext, input: HoldRole): Promise<Taken> {
	const { memberId, spaceId } = input;
	return ctx.transaction(async (tx) => {
		const member = await memberById(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
		const there = authorizeThere(ctx, ['assign', 'Member'], spaceId);
		if (member?.status !== 'active') throw new NotFoundError('members.not_found');
		await requireBelow(ctx, tx, member, there);
		const role = await roleToHold(ctx, tx, input, there);
		if (role.key === 'owner') await requireAnotherOwner(ctx, tx);
		if (spaceId) await dropInSpace(tx.db, memberId, role.id, spaceId).execute();
		else await revokeRole(tx.db, memberId, role.id).execute();
		if (!spaceId) await forgetEntryRole(tx, memberId);
		const [target, before] = [
			{ ...memberTarget(member), spaceId },
			{ role: role.name, spaceId },
		];
		const stays = spaceId
			? await rolesThatStayIn(ctx, tx, memberId, { roleId: role.id, spaceId })
			: await rolesThatStay(ctx, tx, memberId, [role.id]);
		tx.audit({
			...{ action: 'members.role_taken', target, before },
			...(stays.length > 0 && { after: { stays: stays.map(({ source }) => source) } }),
		});
		if (stays.length === 0)
			await tx.emit('members.role_changed', { memberId, given: [], taken: [role.key] });
		tx.touchMember(memberId);
		return { stays };
	});
}

async function roleToHold(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ roleId, spaceId }: HoldRole,
	there: string | null,
): Promise<RoleFact> {
	const roles = (await lockRoles(tx.db).execute()) as unknown as RoleFact[];
	const role = roleBelow(ctx, roles, roleId, there);
	if (EVERYBODYS.has(role.key)) throw new InvalidError('roles.everybodys');
	if (spaceId && !(await spaceOverrides(tx.db, spaceId).executeTakeFirst()))
		throw new NotFoundError('spaces.not_found');
	if ((role.scope === 'space') !== (spaceId !== null)) throw new InvalidError('roles.wrong_scope');
	return role;
}
