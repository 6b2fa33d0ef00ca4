import { NotFoundError } from '@kith/kernel/errors';
import { permissionCatalogue, permissionFacts } from '../permissions/permissions.schema.ts';
import type { CommunityContext } from '../context.ts';
import { grantsOf } from '../permissions/grants.ts';
import { isAllowedBy, Resolver } from '../permissions/resolve.ts';
import type { Explain, Explanation, RolePreview, Whom } from './roles.schema.ts';
import { standingFor } from './whom.ts';

/**
 * Why somebody may or may not: the rules in the order they are asked, the last of which decides. The same code answers
 * as decides. Throws `spaces.not_found`, `roles.not_found`, `members.not_found`.
 */
export async function explainPermission(
	ctx: CommunityContext,
	{ whom, permission, spaceId }: Explain,
): Promise<Explanation> {
	ctx.authorize('read', 'Role');
	const { roles, spaces, groups } = ctx.snapshot;
	const space = spaces.find(({ id }) => id === spaceId);
	if (spaceId && !space) throw new NotFoundError('spaces.not_found');
	const resolver = new Resolver(ctx.snapshot, await standingFor(ctx, whom));
	const rules = resolver.rules(permission, space);
	return {
		allowed: isAllowedBy(rules),
		rules: rules.map(({ step, word, roleIds }) => ({
			...{ step, word },
			roles: roles.filter(({ id }) => roleIds.includes(id)).map(({ id, name }) => ({ id, name })),
		})),
		group: groups.find(({ id }) => id === space?.groupId)?.name ?? null,
		space: space?.name ?? null,
	};
}

/** Everything somebody may in the community and in each of its spaces. Throws `roles.not_found`, `members.not_found`. */
export async function previewRights(ctx: CommunityContext, whom: Whom): Promise<RolePreview> {
	ctx.authorize('read', 'Role');
	const grants = grantsOf(ctx.snapshot, await standingFor(ctx, whom));
	const inSpaces = permissionCatalogue.filter((key) => permissionFacts[key] === 'space');
	return {
		community: permissionCatalogue.filter((key) => grants.has(key)),
		spaces: ctx.snapshot.spaces.map(({ id, name }) => ({
			...{ id, name },
			allowed: inSpaces.filter((key) => grants.where(key).includes(id)),
		})),
	};
}
