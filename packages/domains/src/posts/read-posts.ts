import * as z from 'zod';
import { NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { showTexts } from '../links/index.ts';
import { reactionsOf } from '../reactions/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { bylineOf } from './byline.ts';
import { partsOf } from './post-parts.ts';
import { latestPosts, pinnedPosts, postCardById, postCardsByIds } from './posts.queries.ts';
import {
	PostKind,
	PostState,
	type ListPosts,
	type PostCard,
	type PostDetail,
	type PostRef,
	type ReactionCount,
} from './posts.schema.ts';

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);

type Row = Awaited<ReturnType<ReturnType<typeof pinnedPosts>['execute']>>[number];

/** The latest posts of the community, a space or a member, as far as the viewer may read. Two statements. */
export async function listPosts(ctx: CommunityContext, input: ListPosts): Promise<Page<PostCard>> {
	ctx.authorize('enter', 'Community');
	const rows = await latestPosts(ctx.db, {
		...{ ability: ctx.ability, viewerId: ctx.grants.memberId, limit: input.limit },
		...{ spaceId: input.spaceId, authorId: input.authorId },
		after: decodeCursor(input.cursor, Keys),
	}).execute();
	const page = toPage(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
	return { ...page, items: await toCards(ctx, page.items) };
}

/** The cards of posts found elsewhere, in the order of `ids`, as far as the viewer may read them. Two statements. */
export async function cardsOf(ctx: CommunityContext, ids: readonly string[]): Promise<PostCard[]> {
	ctx.authorize('enter', 'Community');
	if (ids.length === 0) return [];
	const listing = { ability: ctx.ability, viewerId: ctx.grants.memberId, ids };
	const cards = await toCards(ctx, await postCardsByIds(ctx.db, listing).execute());
	const byId = new Map(cards.map((card) => [card.id, card]));
	return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The pinned posts of a space, last pinned first; at most five. */
export async function listPinned(ctx: CommunityContext, spaceId: string): Promise<PostCard[]> {
	ctx.authorize('enter', 'Community');
	const listing = { ability: ctx.ability, viewerId: ctx.grants.memberId, spaceId };
	return toCards(ctx, await pinnedPosts(ctx.db, listing).execute());
}

/** One post with its text and what the viewer may do with it. Throws `posts.not_found` also for hidden ones. */
export async function getPost(ctx: CommunityContext, { postId }: PostRef): Promise<PostDetail> {
	ctx.authorize('enter', 'Community');
	const row = await postCardById(ctx.db, postId, ctx.grants.memberId).executeTakeFirst();
	if (!row || !isAllowed(ctx.ability, 'read', 'Post', row))
		throw new NotFoundError('posts.not_found');
	const reactions = await reactionsOf(ctx, [row.id]);
	const [body] = await showTexts(ctx, [row.body as unknown as RichText]);
	const { isUnread: _, ...card } = toCard(ctx, row, reactions.get(row.id) ?? []);
	const may = (action: 'update' | 'delete' | 'remove' | 'pin' | 'comment' | 'react') =>
		isAllowed(ctx.ability, action, 'Post', row);
	return {
		...card,
		body: body ?? (row.body as unknown as RichText),
		version: row.version,
		parts: await partsOf(ctx, row),
		may: {
			...{ edit: may('update'), delete: may('delete'), remove: may('remove') },
			...{ pin: may('pin'), comment: may('comment'), react: may('react') },
		},
	};
}

/** Rows as cards, with their reactions: one more statement. */
// authorize: rows that the caller's statement let the viewer read.
export async function toCards(ctx: CommunityContext, rows: readonly Row[]): Promise<PostCard[]> {
	const reactions = await reactionsOf(
		ctx,
		rows.filter((row) => row.reactionCount > 0).map(({ id }) => id),
	);
	return rows.map((row) => toCard(ctx, row, reactions.get(row.id) ?? []));
}

function toCard(ctx: CommunityContext, row: Row, reactions: ReactionCount[]): PostCard {
	const space = ctx.snapshot.spaces.find(({ id }) => id === row.spaceId);
	if (!space) throw new NotFoundError('spaces.not_found');
	const { coverFileId, coverWidth, coverHeight } = row;
	return {
		...{ id: row.id, title: row.title, excerpt: row.excerpt, isExample: row.isExample },
		...{ kind: PostKind.parse(row.kind), state: PostState.nullable().parse(row.state) },
		...{ voteCount: row.voteCount, hasVoted: row.hasVoted, hasPoll: row.hasPoll },
		space: { id: space.id, slug: space.slug, name: space.name, icon: space.icon },
		author: bylineOf(ctx.snapshot, row),
		cover:
			coverFileId && coverWidth && coverHeight
				? { fileId: coverFileId, width: coverWidth, height: coverHeight }
				: null,
		isPinned: row.pinnedAt !== null,
		commentCount: row.commentCount,
		reactions,
		tags: row.tags,
		createdAt: row.createdAt,
		editedAt: row.editedAt,
		isUnread: ctx.viewer !== null && (row.seenAt === null || row.lastActivityAt > row.seenAt),
	};
}
