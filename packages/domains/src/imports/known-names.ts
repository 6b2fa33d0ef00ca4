import type { CommunityContext } from '../context.ts';
import { isOrdinaryRole } from '../members/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { tagIdsOf } from '../tags/index.ts';
import { partsOf, type Known } from './check-rows.ts';
import type { Target } from './imports.schema.ts';

/** What may be given by a list: roles, and ways into private spaces; null: into all of them. */
export type Givable = { roleIds: readonly string[]; spaceIds: readonly string[] | null };

/** What the names in a list mean in this community, for who may give so much. */
// authorize: the verbs of imports have asked.
export async function knownNames(
	ctx: CommunityContext,
	{
		roleIds,
		spaceIds,
		targets,
		rows,
	}: Givable & { targets: readonly Target[]; rows: readonly string[][] },
): Promise<Known> {
	const { roles, spaces, memberFields } = ctx.snapshot;
	const asked = roles.filter(({ key, scope }) => key !== 'guest' && scope === 'community');
	const idOf = (role: (typeof roles)[number]) => (roleIds.includes(role.id) ? role.id : null);
	return {
		fields: memberFields.filter(({ kind, archivedAt }) => archivedAt === null && kind !== 'file'),
		roles: new Map(
			asked.flatMap((role) => [
				[role.key.toLowerCase(), idOf(role)] as const,
				[role.name.toLowerCase(), idOf(role)] as const,
			]),
		),
		spaces: new Map(
			spaces
				.filter(({ id }) => spaceIds?.includes(id) ?? true)
				.flatMap(({ id, slug, name }) => [
					[slug.toLowerCase(), id] as const,
					[name.toLowerCase(), id] as const,
				]),
		),
		tags: await knownTags(ctx, targets.indexOf('tags'), rows),
		now: ctx.clock.now(),
	};
}

/** The roles that the actor may give: below their own, and of nothing that they do not hold themselves. */
// authorize: the verbs of imports have asked.
function rolesToGive({ snapshot, grants }: CommunityContext): string[] {
	const isOwn = (permissions: object) =>
		Object.entries(permissions).every(([name, word]) => word !== 'allow' || grants.has(name));
	const given = snapshot.roles.filter(
		({ rank, permissions, scope }) =>
			rank < grants.rank && scope === 'community' && isOwn(permissions),
	);
	return given.map(({ id }) => id);
}

/** The spaces that the actor may name: those that everybody enters, and private ones that they read and run. */
// authorize: the verbs of imports have asked.
function spacesToOpen({ snapshot, grants, ability }: CommunityContext): string[] {
	const opened = snapshot.spaces.filter(
		({ id, visibility }) =>
			visibility !== 'private' ||
			(grants.spaces.readable.includes(id) && isAllowed(ability, 'update', 'Space', { id })),
	);
	return opened.map(({ id }) => id);
}

/** All that the actor may give by a list. */
// authorize: the verbs of imports have asked.
export const givableBy = (ctx: CommunityContext): { roleIds: string[]; spaceIds: string[] } => ({
	...{ roleIds: rolesToGive(ctx), spaceIds: spacesToOpen(ctx) },
});

/** The ordinary role is everybody's: nobody is given it. */
export function ordinaryRoleId({ snapshot }: CommunityContext): string | null {
	return snapshot.roles.find(isOrdinaryRole)?.id ?? null;
}

async function knownTags(
	ctx: CommunityContext,
	at: number,
	rows: readonly string[][],
): Promise<Known['tags']> {
	if (at < 0) return new Map();
	const names = [...new Set(rows.flatMap((cells) => partsOf(cells[at] ?? '')))].slice(0, 2000);
	const ids = await tagIdsOf(ctx, names);
	return new Map(names.map((name, index) => [name, ids[index] ?? null] as const));
}
