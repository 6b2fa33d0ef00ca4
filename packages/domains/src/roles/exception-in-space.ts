import { ForbiddenError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { memberById, readStandingOf, standingOf } from '../members/index.ts';
import { isBuiltOnSpaces, permissionCatalogue } from '../permissions/permissions.schema.ts';
import { isAllowedBy, Resolver } from '../permissions/resolve.ts';
import { authorizeThere, requireBelow } from './in-space.ts';
import type { ReadException, SpaceException } from './roles.schema.ts';

/**
 * What a space says of one member, and what they may there without it; for who runs the space or its roles. The same
 * code answers as decides. Throws `spaces.not_found` and `members.not_found`.
 */
// authorize: authorizeThere asks, for the whole community or for the space.
export async function readException(
	ctx: CommunityContext,
	{ spaceId, memberId }: ReadException,
): Promise<SpaceException> {
	const there = authorizeThere(ctx, ['update', 'Role'], spaceId);
	const space = ctx.snapshot.spaces.find(({ id }) => id === spaceId);
	if (!space) throw new NotFoundError('spaces.not_found');
	const member = await memberById(ctx.db, memberId).executeTakeFirst();
	const row = member?.status === 'active' ? await readStandingOf(ctx.db, memberId) : null;
	if (!member || !row) throw new NotFoundError('members.not_found');
	const standing = standingOf(row);
	const { [spaceId]: words = {}, ...elsewhere } = standing.overrides ?? {};
	const resolver = new Resolver(ctx.snapshot, { ...standing, overrides: elsewhere });
	const has = (permission: string) =>
		there ? ctx.grants.where(permission).includes(there) : ctx.grants.has(permission);
	return {
		...{ id: member.id, handle: member.handle, name: member.name },
		barredBy: await barredBy(ctx, member, there),
		permissions: permissionCatalogue.filter(isBuiltOnSpaces).map((key) => ({
			...{ key, word: words[key] ?? null, isMine: has(key) },
			otherwise: isAllowedBy(resolver.rules(key, space)),
		})),
	};
}

/** What `setMemberOverrides` would refuse, said before anybody tries. */
async function barredBy(
	ctx: CommunityContext,
	member: Parameters<typeof requireBelow>[2],
	there: string | null,
): Promise<SpaceException['barredBy']> {
	try {
		await requireBelow(ctx, ctx, member, there);
		return null;
	} catch (error) {
		if (!(error instanceof ForbiddenError)) throw error;
		return error.code as NonNullable<SpaceException['barredBy']>;
	}
}
