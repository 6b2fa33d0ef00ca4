import type { CommunityContext } from '../context.ts';
import { heldAccess, type AccessRow } from './access.queries.ts';
import type { Access } from './access.schema.ts';

/** What rules bring a member now, newest first. */
// authorize: the callers have asked.
export async function accessOf(ctx: CommunityContext, memberId: string): Promise<Access[]> {
	const rows = await heldAccess(ctx.db, memberId, ctx.clock.now()).execute();
	return rows.map((row) => shownAccess(ctx, row));
}

/** As its reader may see it: of a space that they may not look into, they read no name. */
export function shownAccess({ snapshot, grants }: CommunityContext, row: AccessRow): Access {
	const { id, roleId, spaceId, rule, until, endedAt, isSeen } = row;
	const space = grants.spaces.readable.includes(spaceId ?? '')
		? snapshot.spaces.find((one) => one.id === spaceId)
		: undefined;
	return {
		...{ id, rule, until, endedAt, isSeen },
		role: roleId && (snapshot.roles.find((one) => one.id === roleId)?.name ?? ''),
		space: space ? { name: `${space.icon} ${space.name}`.trim(), slug: space.slug } : null,
	};
}
