import { memberIdOf } from '@kith/kernel/actor';
import { ConflictError, ForbiddenError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { BY_HAND, giveRolesInSpaces } from '../grants/index.ts';
import { isAllowedBy, Resolver, type Rule } from '../permissions/resolve.ts';
import type { RoleFact, SpaceFact } from '../snapshot.ts';
import { MAKERS_ROLE, nameOfMember } from './spaces.queries.ts';
import type { CreateSpace } from './spaces.schema.ts';

type Role = Pick<RoleFact, 'id' | 'key' | 'name' | 'requiresSecondFactor'> & {
	scope: string;
	permissions: unknown;
};
type Made = CreateSpace & { id: string };

/** Throws `spaces.group_not_found` for a group of which the actor sees no space. */
// authorize: the verb has asked.
export function requireSeenGroup({ snapshot, grants }: CommunityContext, groupId: string | null) {
	if (groupId === null) return;
	const seen = snapshot.spaces.filter(({ id }) => grants.spaces.readable.includes(id));
	if (!seen.some((space) => space.groupId === groupId))
		throw new NotFoundError('spaces.group_not_found');
}

/**
 * Gives whoever made a space the role of those who run one, there and nowhere else. Throws `spaces.no_maker_role` where
 * that role is gone or would not let them run it, and `permissions.second_factor_needed` where only that is missing.
 */
// authorize: the verb has asked.
export async function runByItsMaker(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	space: Made,
	roles: readonly Role[],
): Promise<void> {
	const memberId = memberIdOf(ctx.actor);
	const role = roles.find(({ key }) => key === MAKERS_ROLE);
	const rules = role ? rulesOfMaker(ctx, space, role) : [];
	if (rules.at(-1)?.step === 'second_factor')
		throw new ForbiddenError('permissions.second_factor_needed');
	if (!role || !memberId || !isAllowedBy(rules)) throw new ConflictError('spaces.no_maker_role');
	const spaceId = space.id;
	const pair = { roleId: role.id, spaceId };
	await giveRolesInSpaces(tx.db, { memberId, source: BY_HAND }, [pair]).execute();
	const member = await nameOfMember(tx.db, memberId).executeTakeFirst();
	tx.audit({
		action: 'members.role_given',
		target: { kind: 'member', id: memberId, label: member?.name ?? '', memberId, spaceId },
		after: { role: role.name, spaceId },
	});
	await tx.emit('members.role_changed', { memberId, given: [role.key], taken: [] });
	tx.touchMember(memberId);
}

/** What would be said of running the space, of who made it and held the role there. */
function rulesOfMaker(
	{ snapshot, standing }: CommunityContext,
	made: Made,
	{ id: roleId, scope, permissions, requiresSecondFactor }: Role,
): readonly Rule[] {
	if (scope !== 'space' || !standing) return [];
	const space: SpaceFact = {
		...{ ...made, prompt: '', cover: null, modules: [], position: 0, version: 1 },
		overrides: {},
	};
	const now = { requiresSecondFactor, permissions: permissions as RoleFact['permissions'] };
	const roles = snapshot.roles.map((role) => (role.id === roleId ? { ...role, ...now } : role));
	const scopedRoles = { ...standing.scopedRoles, [space.id]: [roleId] };
	const after = { ...snapshot, roles, spaces: [...snapshot.spaces, space] };
	return new Resolver(after, { ...standing, scopedRoles }).rules('spaces:manage', space);
}
