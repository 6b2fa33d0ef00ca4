import { memberIdOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import type { SpaceFact } from '../communities/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { lockedSpaces } from './locked-spaces.ts';
import {
	markVisited,
	membersOfSpace,
	spaceById,
	spaceRows,
	unreadSpaces,
} from './spaces.queries.ts';
import {
	MOST_SPACES,
	type Navigation,
	type SpaceChoice,
	type SpaceMember,
	type SpaceRef,
	type SpaceTree,
	type SpaceView,
} from './spaces.schema.ts';

/** The left navigation for this viewer; visitors have nothing unread. One statement for members, none for visitors. */
// authorize: holds only what `grants.spaces.readable` holds.
export async function navigation(ctx: CommunityContext): Promise<Navigation> {
	const { groups } = ctx.snapshot;
	const spaces = readableSpaces(ctx);
	const memberId = memberIdOf(ctx.actor);
	const unread = memberId ? await unreadSpaces(ctx.db, memberId, ctx.ability).execute() : [];
	const unreadIds = new Set(unread.map(({ id }) => id));
	const muted = new Set(ctx.grants.avoided.spaces);
	const inGroup = (groupId: string | null) =>
		spaces
			.filter((space) => space.groupId === groupId)
			.map(({ id, slug, name, icon, visibility }) => ({
				...{ id, slug, name, icon, visibility },
				hasUnread: unreadIds.has(id),
				isMuted: muted.has(id),
			}));
	const all = [{ id: null, name: '' }, ...groups].map(({ id, name }) => ({
		...{ id, name },
		spaces: inGroup(id),
	}));
	return {
		mayCreate: isAllowed(ctx.ability, 'create', 'Space'),
		mayReadLog: isAllowed(ctx.ability, 'read', 'PublicLog'),
		groups: all.filter((group) => group.spaces.length > 0),
		locked: lockedSpaces(ctx),
	};
}

/** The spaces of the community that this actor may read, in order. */
export function readableSpaces(ctx: CommunityContext): SpaceFact[] {
	return ctx.snapshot.spaces.filter(({ id }) => ctx.grants.spaces.readable.includes(id));
}

/** One space by its address. Hidden and missing ones are the same `spaces.not_found`. */
export function getSpace(ctx: CommunityContext, slug: string): SpaceView {
	ctx.authorize('enter', 'Community');
	const space = readableSpaces(ctx).find((one) => one.slug === slug);
	if (!space) throw new NotFoundError('spaces.not_found');
	const { modules: _, position: __, overrides: ___, ...shown } = space;
	return {
		...shown,
		mayPost: isAllowed(ctx.ability, 'create', 'Post', { spaceId: space.id }),
		mayManage: isAllowed(ctx.ability, 'update', 'Space', space),
		maySeeMembers: isAllowed(ctx.ability, 'read', 'Member', { status: 'active' }),
	};
}

/** Remembers that the member has seen a space as it is now. Does nothing for visitors. */
export async function visitSpace(ctx: CommunityContext, { spaceId }: SpaceRef): Promise<void> {
	ctx.authorize('enter', 'Community');
	if (!ctx.grants.spaces.readable.includes(spaceId)) throw new NotFoundError('spaces.not_found');
	const memberId = memberIdOf(ctx.actor);
	if (memberId) await markVisited(ctx.db, memberId, spaceId, ctx.clock.now()).execute();
}

/** Every group and space with its numbers, for those who manage them. */
export async function spaceTree(ctx: CommunityContext): Promise<SpaceTree> {
	ctx.authorize('administer', 'Space');
	const rows = await spaceRows(ctx.db).execute();
	return {
		groups: ctx.snapshot.groups.map(({ id, name }) => ({ id, name })),
		spaces: rows.map((row) => ({
			...row,
			visibility: row.visibility as SpaceView['visibility'],
			posting: row.posting as SpaceView['posting'],
			reactions: row.reactions as SpaceView['reactions'],
			library: row.library as SpaceView['library'],
			memberCount: row.memberCount ?? 0,
		})),
	};
}

/** What may be set up by space: where approval is asked for, where newcomers are led, where tags belong, points are given and sign-ins open. */
const BY_SPACE = [
	...([['administer', 'Setting', { key: 'approval' }]] as const),
	...([['administer', 'Setting', { key: 'onboarding' }]] as const),
	...([['update', 'Tag', undefined]] as const),
	...([['read', 'PointRule', undefined]] as const),
	...([['administer', 'Connection', undefined]] as const),
] as const;

/** Every space by its name, for those who set something up by space, and for those who manage spaces. */
export function spaceChoices(ctx: CommunityContext): SpaceChoice[] {
	const may = BY_SPACE.some(([action, name, row]) => isAllowed(ctx.ability, action, name, row));
	if (!may) ctx.authorize('administer', 'Space');
	return ctx.snapshot.spaces.map(({ id, name, icon, visibility }) => ({
		...{ id, name, icon, visibility },
	}));
}

/** The spaces that the actor runs, in order. */
export function managedSpaces(ctx: CommunityContext): SpaceChoice[] {
	ctx.authorize('update', 'Space');
	return ctx.snapshot.spaces
		.filter((space) => isAllowed(ctx.ability, 'update', 'Space', space))
		.slice(0, MOST_SPACES)
		.map(({ id, name, icon, visibility }) => ({ id, name, icon, visibility }));
}

/** Who was let into a private space, by name; at most 500. */
export async function listSpaceMembers(
	ctx: CommunityContext,
	{ spaceId }: SpaceRef,
): Promise<SpaceMember[]> {
	ctx.authorize('update', 'Space', { id: spaceId });
	const space = await spaceById(ctx.db, spaceId).executeTakeFirst();
	if (!space) throw new NotFoundError('spaces.not_found');
	return membersOfSpace(ctx.db, spaceId).execute();
}
