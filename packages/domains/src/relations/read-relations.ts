import * as z from 'zod';
import { memberIdOf, selfOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { readableSpaces } from '../spaces/index.ts';
import {
	avoidedBy,
	followedBy,
	followedByBoth,
	followersOf,
	mutedSpacesOf,
	relatedMember,
	relationTo,
	spaceRelation,
	writtenIn,
} from './relations.queries.ts';
import {
	MOST_COUNTED,
	type InCommon,
	type ListAvoided,
	type ListFollows,
	type MutedSpace,
	type RelatedMember,
	type RelationTo,
	type SpaceRelation,
} from './relations.schema.ts';

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);
const keysOf = (row: RelatedMember) => [row.since.toISOString(), row.id];

/** Whom the actor muted or blocked, last first. */
export async function listAvoided(
	ctx: CommunityContext,
	{ kind, cursor, limit }: ListAvoided,
): Promise<Page<RelatedMember>> {
	ctx.authorize('enter', 'Community');
	const list = { after: decodeCursor(cursor, Keys), limit };
	return toPage(await avoidedBy(ctx.db, selfOf(ctx.actor), kind, list).execute(), limit, keysOf);
}

/** The spaces that the actor muted, as far as they may read them still; last first. */
export async function listMutedSpaces(ctx: CommunityContext): Promise<MutedSpace[]> {
	ctx.authorize('enter', 'Community');
	const rows = await mutedSpacesOf(ctx.db, selfOf(ctx.actor)).execute();
	const readable = new Set(ctx.grants.spaces.readable);
	return rows.flatMap(({ spaceId, since }) => {
		const space = ctx.snapshot.spaces.find(({ id }) => id === spaceId);
		if (!space || !readable.has(spaceId)) return [];
		return { id: spaceId, slug: space.slug, name: space.name, icon: space.icon, since };
	});
}

/** Who follows a member, or whom a member follows, as far as the viewer may know of them. */
export async function listFollows(
	ctx: CommunityContext,
	{ memberId, side, cursor, limit }: ListFollows,
): Promise<Page<RelatedMember>> {
	ctx.authorize('enter', 'Community');
	await requireMember(ctx, memberId);
	const list = { after: decodeCursor(cursor, Keys), limit };
	const rows = side === 'followers' ? followersOf : followedBy;
	return toPage(await rows(ctx.db, ctx.ability, memberId, list).execute(), limit, keysOf);
}

/** The spaces that a member writes in, as far as the viewer reads them, and whom both follow. Three statements. */
export async function readCommon(
	ctx: CommunityContext,
	{ memberId }: { memberId: string },
): Promise<InCommon> {
	ctx.authorize('enter', 'Community');
	await requireMember(ctx, memberId);
	const viewerId = ctx.grants.memberId;
	const [rows, people] = await Promise.all([
		writtenIn(ctx.db, ctx.ability, { memberId, viewerId }).execute(),
		viewerId === memberId ? [] : followedByBoth(ctx.db, ctx.ability, memberId, viewerId).execute(),
	]);
	const readable = new Map(readableSpaces(ctx).map((space) => [space.id, space]));
	const spaces = rows.flatMap(({ spaceId, ...row }) => {
		const space = readable.get(spaceId);
		if (!space) return [];
		const { id, slug, name, icon } = space;
		return { id, slug, name, icon, ...row };
	});
	return { spaces, people };
}

/** How the actor stands to a member, with the numbers of their profile. */
export async function getRelation(
	ctx: CommunityContext,
	{ memberId }: { memberId: string },
): Promise<RelationTo> {
	ctx.authorize('enter', 'Community');
	await requireMember(ctx, memberId);
	const found = await relationTo(
		ctx.db,
		ctx.grants.memberId,
		memberId,
		MOST_COUNTED,
	).executeTakeFirstOrThrow();
	const selfId = memberIdOf(ctx.actor);
	return {
		isFollowed: Boolean(found.isFollowed),
		isMuted: Boolean(found.isMuted),
		...{ followers: found.followers ?? 0, following: found.following ?? 0 },
		may: { relate: selfId !== null && selfId !== memberId },
	};
}

/** Whether the actor follows or muted a space; never for visitors. */
export async function getSpaceRelation(
	ctx: CommunityContext,
	{ spaceId }: { spaceId: string },
): Promise<SpaceRelation> {
	ctx.authorize('enter', 'Community');
	if (!ctx.grants.spaces.readable.includes(spaceId)) throw new NotFoundError('spaces.not_found');
	const found = await spaceRelation(ctx.db, ctx.grants.memberId, spaceId).executeTakeFirst();
	const isMuted = found?.mutedAt != null;
	return { isFollowed: found?.followedAt != null && !isMuted, isMuted };
}

async function requireMember(ctx: CommunityContext, memberId: string): Promise<void> {
	const member = await relatedMember(ctx.db, memberId).executeTakeFirst();
	if (!member || !isAllowed(ctx.ability, 'read', 'Member', member))
		throw new NotFoundError('members.not_found');
}
