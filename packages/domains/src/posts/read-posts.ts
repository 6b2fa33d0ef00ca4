import * as z from 'zod';
import { NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import { isOneOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { mayEdit } from '../history/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { hiddenMembers } from '../permissions/hidden-members.ts';
import { showTexts } from '../links/index.ts';
import { hintOf } from '../media/index.ts';
import { reactionsIn, takesReactions } from '../reactions/index.ts';
import { excerptOf, veilExcerpts, veilMentions } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import type { Action } from '../permissions/permission.ts';
import { bylineOf } from './byline.ts';
import type { CardLinkRow } from './card-link.queries.ts';
import { closingOf } from './closing.ts';
import { filedIn } from './filed-in.ts';
import { partsOf } from './post-parts.ts';
import { latestPosts, pinnedPosts, postCardById, postCardsByIds } from './posts.queries.ts';
import {
	PostKind,
	PostState,
	type ListPosts,
	type PostCard,
	type PostDetail,
	type PostRef,
} from './posts.schema.ts';

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);

type Listed = Awaited<ReturnType<ReturnType<typeof pinnedPosts>['execute']>>[number];
/** A post on its own page counts nothing new and has no link of a card: comments and text are there. */
type Row = Omit<Listed, 'newComments' | 'link'> & Partial<Pick<Listed, 'newComments' | 'link'>>;

/** The latest posts of the community, a space or a member, as far as the viewer may read. One statement. */
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

/** The cards of posts found elsewhere, in the order of `ids`, as far as the viewer may read them. One statement. */
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
	const { ability, grants } = ctx;
	const listing = { ability, viewerId: grants.memberId, spaceId, now: ctx.clock.now() };
	return toCards(ctx, await pinnedPosts(ctx.db, listing).execute());
}

/** One post with its text and what the viewer may do with it. Throws `posts.not_found` also for hidden ones. */
export async function getPost(ctx: CommunityContext, { postId }: PostRef): Promise<PostDetail> {
	ctx.authorize('enter', 'Community');
	const row = await postCardById(ctx.db, postId, ctx.grants.memberId).executeTakeFirst();
	if (!row || !isAllowed(ctx.ability, 'read', 'Post', row))
		throw new NotFoundError('posts.not_found');
	const parts = await partsOf(ctx, row);
	const answer = parts.question?.answer;
	const stored = row.body as unknown as RichText;
	const texts = [stored, ...(answer ? [answer.body] : [])];
	const may = rightsOn(ctx, row);
	const [body = stored, answered] = await showTexts(ctx, texts, [may.edit]);
	if (answer && answered) answer.body = answered;
	const hidden = hiddenMembers(ctx.grants);
	const excerpt = hidden.length > 0 ? excerptOf(veilMentions(stored, { hidden })) : row.excerpt;
	const { isUnread: _, newComments: __, link: ___, ...card } = toCard(ctx, { ...row, excerpt });
	return {
		...{ ...card, body, version: row.version, parts },
		...surroundingsOf(ctx, row),
		may,
	};
}

type DetailRow = NonNullable<
	Awaited<ReturnType<ReturnType<typeof postCardById>['executeTakeFirst']>>
>;

function surroundingsOf(ctx: CommunityContext, row: DetailRow) {
	const shownIn = ctx.snapshot.spaces.filter(
		({ id }) => row.shownIn.includes(id) && ctx.grants.spaces.readable.includes(id),
	);
	return {
		coAuthors: row.coAuthors
			.filter(({ id }) => isShownTo(ctx, id))
			.map(({ id, handle, name, avatar }) => ({
				...{ id, handle, name, avatarFileId: avatar, role: null },
			})),
		isInvited: row.invitedAuthorIds.includes(ctx.grants.memberId),
		shownIn: shownIn.map(({ id, slug, name }) => ({ id, slug, name })),
		pinnedUntil: row.pinnedUntil,
		closing: closingOf(ctx.snapshot, row, ctx.clock.now()),
		held: row.held,
		filed: filedIn(ctx, row),
	};
}

/** Who blocked each other does not see each other's name on what both wrote. */
function isShownTo({ grants }: CommunityContext, memberId: string): boolean {
	return !hiddenMembers(grants).includes(memberId);
}

function rightsOn(ctx: CommunityContext, row: DetailRow): PostDetail['may'] {
	const may = (action: Action) => isAllowed(ctx.ability, action, 'Post', row);
	const isClosed = closingOf(ctx.snapshot, row, ctx.clock.now())?.isClosed ?? false;
	return {
		...{ edit: mayEdit(ctx, 'Post', row), delete: may('delete'), remove: may('remove') },
		...{ pin: may('pin'), comment: may('comment') && !isClosed },
		react:
			may('react') &&
			takesReactions(ctx.snapshot, row.spaceId) &&
			!isOneOf(ctx.actor, [row.authorId, ...row.coAuthorIds]),
		...{ feature: may('feature'), lock: may('lock'), move: may('move') },
		...{ share: may('share'), invite: may('invite') },
	};
}

/** Rows as cards. One more statement where an excerpt may name somebody whom the viewer does not see. */
// authorize: whoever read the rows has asked.
export async function toCards(ctx: CommunityContext, rows: readonly Listed[]): Promise<PostCard[]> {
	const veiled = await veilExcerpts(ctx, 'posts', rows);
	return veiled.map((row) => toCard(ctx, row));
}

function toCard(ctx: CommunityContext, row: Row): PostCard {
	const space = ctx.snapshot.spaces.find(({ id }) => id === row.spaceId);
	if (!space) throw new NotFoundError('spaces.not_found');
	const { coverFileId, coverWidth: width, coverHeight: height } = row;
	const now = ctx.clock.now();
	return {
		...{ id: row.id, title: row.title, isExample: row.isExample },
		excerpt: row.contentWarning ? '' : row.excerpt,
		...{ kind: PostKind.parse(row.kind), state: PostState.nullable().parse(row.state) },
		...{ voteCount: row.voteCount, hasVoted: row.hasVoted, hasPoll: row.hasPoll },
		space: {
			...{ id: space.id, slug: space.slug, name: space.name, icon: space.icon },
			reactions: space.reactions,
		},
		author: bylineOf(ctx.snapshot, row),
		cover:
			coverFileId && width && height && !row.contentWarning
				? { fileId: coverFileId, width, height, hint: hintOf(row.coverThumbhash) }
				: null,
		link: row.link ? linkOf(row.link) : null,
		isPinned: row.pinnedAt !== null && (row.pinnedUntil === null || row.pinnedUntil > now),
		isFeatured: row.featuredAt !== null,
		isClosed: closingOf(ctx.snapshot, row, now)?.isClosed ?? false,
		contentWarning: row.contentWarning,
		coAuthorCount: row.coAuthorIds.filter((id) => isShownTo(ctx, id)).length,
		commentCount: row.commentCount,
		reactions: reactionsIn(ctx.snapshot, row),
		...{ tags: row.tags, isSaved: row.isSaved },
		createdAt: row.createdAt,
		editedAt: row.editedAt,
		isUnread: ctx.viewer !== null && (row.seenAt === null || row.lastActivityAt > row.seenAt),
		newComments: row.newComments ?? 0,
	};
}

function linkOf({ title, site, fileId, width, height, thumbhash }: CardLinkRow): PostCard['link'] {
	const hint = hintOf(thumbhash === null ? null : Buffer.from(thumbhash, 'base64'));
	const picture = fileId && width && height ? { fileId, width, height, hint } : null;
	return { title, site, picture };
}
