import type { CommunityContext } from '../context.ts';
import { isOrdinaryRole } from '../members/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { comesAlong, graverOf } from './along.ts';
import { ownRolesOf, scopedRolesOf } from './merging.queries.ts';
import { COUNTED, type Counts, type MergePair, type MergePreview } from './merging.schema.ts';
import { mergeable, type Account, type Two } from './pair.ts';
import { spacesAlong } from './spaces-along.ts';

/** What merging two accounts would do. Throws as `mergeMembers` does. */
export async function previewMerge(
	ctx: CommunityContext,
	{ memberId, intoId }: MergePair,
): Promise<MergePreview> {
	ctx.authorize('merge', 'Member');
	const pair = { from: memberId, into: intoId };
	const two = await mergeable(ctx, ctx.db, pair, { isLocked: false });
	const spaces = await spacesAlong(ctx, ctx.db, memberId);
	return {
		...{ gone: shown(ctx, two.gone), stays: shown(ctx, two.stays) },
		...{ moved: moved(two, spaces.left.length), dropped: two.doubles },
		roles: await rolesOf(ctx, two),
		spacesLeft: spaces.left.length,
		restriction: graverOf(two.stays, two.gone)?.kind ?? null,
		hasSignIn: two.gone.userId !== null,
	};
}

function moved({ has, doubles }: Two, spacesLeft: number): Counts {
	const rest = COUNTED.map((what) => [what, has[what] - doubles[what]]);
	const counts = Object.fromEntries(rest) as Counts;
	return { ...counts, spaces: Math.max(0, counts.spaces - spacesLeft) };
}

async function rolesOf(
	ctx: CommunityContext,
	{ gone, stays }: Two,
): Promise<MergePreview['roles']> {
	const own = await ownRolesOf(ctx.db, gone.id).execute();
	const scoped = await scopedRolesOf(ctx.db, gone.id).execute();
	const movable = new Set([...own, ...scoped].map(({ roleId }) => roleId));
	const held = new Set([...gone.roleIds, ...movable]);
	const roles = ctx.snapshot.roles.filter((role) => held.has(role.id) && !isOrdinaryRole(role));
	const given = roles.filter((role) => movable.has(role.id) && comesAlong(ctx, stays, role));
	const left = roles.filter((role) => !given.includes(role));
	return { given: given.map(({ name }) => name), left: left.map(({ name }) => name) };
}

function shown(ctx: CommunityContext, { id, handle, name, ...account }: Account) {
	const seesAddresses = isAllowed(ctx.ability, 'moderate', 'Member');
	const { avatarFileId, joinedAt, lastSeenAt, email } = account;
	return {
		...{ id, handle, name, avatarFileId, joinedAt, lastSeenAt },
		email: seesAddresses ? email : null,
	};
}
