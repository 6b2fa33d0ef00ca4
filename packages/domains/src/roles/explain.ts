import { NotFoundError } from '@kith/kernel/errors';
import { permissionCatalogue, permissionFacts } from '../permissions/permissions.schema.ts';
import type { CommunityContext } from '../context.ts';
import { grantsOf } from '../permissions/grants.ts';
import { isAllowedBy, Resolver, type Rule } from '../permissions/resolve.ts';
import type { CommunitySnapshot, SpaceFact } from '../snapshot.ts';
import type { Explain, Explanation, RolePreview, Whom } from './roles.schema.ts';
import { askedAbout, nameOfWhom } from './whom.ts';

/**
 * Why somebody may or may not: the rules in the order they are asked, the last of which decides. The same code answers
 * as decides. Of a member who is outside and may not, they are the rules of inside, and what keeps them out. Throws `spaces.not_found`, `roles.not_found`, `members.not_found`.
 */
export async function explainPermission(
	ctx: CommunityContext,
	{ whom, permission, spaceId }: Explain,
): Promise<Explanation> {
	ctx.authorize('read', 'Role');
	const { roles, spaces, groups } = ctx.snapshot;
	const space = spaces.find(({ id }) => id === spaceId);
	if (spaceId && !space) throw new NotFoundError('spaces.not_found');
	const about = await askedAbout(ctx, whom);
	const rules = rulesOf(ctx.snapshot, about, { permission, space });
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

function rulesOf(
	snapshot: CommunitySnapshot,
	{ standing, outside }: Awaited<ReturnType<typeof askedAbout>>,
	{ permission, space }: { permission: string; space: SpaceFact | undefined },
): readonly Rule[] {
	const rules = new Resolver(snapshot, standing).rules(permission, space);
	if (!outside || isAllowedBy(rules)) return rules;
	const inside = new Resolver(snapshot, outside.inside).rules(permission, space);
	// Only where something was allowed, so that the reason is the reason.
	if (!isAllowedBy(inside)) return inside;
	return [...inside, { step: outside.heldBack, word: 'deny', roleIds: [] }];
}

/** Everything somebody may in the community and in each of its spaces. Throws `roles.not_found`, `members.not_found`. */
export async function previewRights(ctx: CommunityContext, whom: Whom): Promise<RolePreview> {
	ctx.authorize('read', 'Role');
	const { standing, outside } = await askedAbout(ctx, whom);
	const grants = grantsOf(ctx.snapshot, standing);
	const inSpaces = permissionCatalogue.filter((key) => permissionFacts[key] === 'space');
	return {
		...{ name: await nameOfWhom(ctx, whom), heldBack: outside?.heldBack ?? null },
		community: permissionCatalogue.filter((key) => grants.has(key)),
		spaces: ctx.snapshot.spaces.map(({ id, name }) => ({
			...{ id, name },
			allowed: inSpaces.filter((key) => grants.where(key).includes(id)),
		})),
	};
}
