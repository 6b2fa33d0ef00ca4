import * as z from 'zod';
import { memberIdOf, selfOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import {
	avoidedBy,
	followedBy,
	followersOf,
	relatedMember,
	relationTo,
	spaceFollow,
} from './relations.queries.ts';
import {
	MOST_COUNTED,
	type ListAvoided,
	type ListFollows,
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

/** Whether the actor follows a space; never for visitors. */
export async function getSpaceRelation(
	ctx: CommunityContext,
	{ spaceId }: { spaceId: string },
): Promise<SpaceRelation> {
	ctx.authorize('enter', 'Community');
	if (!ctx.grants.spaces.readable.includes(spaceId)) throw new NotFoundError('spaces.not_found');
	const found = await spaceFollow(ctx.db, ctx.grants.memberId, spaceId).executeTakeFirst();
	return { isFollowed: found?.followedAt != null };
}

async function requireMember(ctx: CommunityContext, memberId: string): Promise<void> {
	const member = await relatedMember(ctx.db, memberId).executeTakeFirst();
	if (!member || !isAllowed(ctx.ability, 'read', 'Member', member))
		throw new NotFoundError('members.not_found');
}
