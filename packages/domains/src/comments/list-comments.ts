import * as z from 'zod';
import { InvalidError, NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, encodeCursor } from '@kith/kernel/pages';
import { isOneOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { mayEdit } from '../history/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { showTexts } from '../links/index.ts';
import { bylineOf, postById } from '../posts/index.ts';
import { reactionsIn, takesReactions } from '../reactions/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import {
	replyPage,
	REPLIES_AT_ONCE,
	threadPage,
	threadStart,
	type ThreadKeys,
} from './threads.queries.ts';
import {
	MOST_COMMENTS,
	VISUAL_DEPTH,
	type CommentPage,
	type CommentView,
	type ListComments,
	type ListReplies,
} from './comments.schema.ts';

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);
/** The first thread of a page, after how many likes it has; with votes down they may be less than none. */
const ThreadCursor = z.tuple([z.int(), z.iso.datetime(), z.uuid()]);

type Row = Awaited<ReturnType<ReturnType<typeof replyPage>['execute']>>[number];

/**
 * A page of threads under a post, each with its first replies. With `around` it starts at the thread that
 * holds that comment, and shows the replies about it. Four statements at the most, whatever the length of the thread.
 */
export async function listComments(
	ctx: CommunityContext,
	input: ListComments,
): Promise<CommentPage> {
	ctx.authorize('enter', 'Community');
	const { postId, limit, around } = input;
	const { after, from } = around
		? await startOf(ctx, postId, around)
		: { after: firstThread(input), from: null };
	const order = around ? 'oldest' : input.order;
	const { ability, grants } = ctx;
	const { memberId } = grants;
	const listing = { ability, memberId, postId, order, after, from, limit };
	const rows = await threadPage(ctx.db, listing).execute();
	if (rows.length === 0) throw new NotFoundError('posts.not_found');
	const found = rows.filter((row): row is typeof row & Row => row.id !== null);
	const { threads, next } = cut(found, limit);
	const views = await toViews(
		ctx,
		threads.flatMap((thread) => inThread(ctx, thread, around)),
	);
	return {
		items: views,
		more: threads.flatMap(moreOf),
		earlierOf: from ? (after?.id ?? null) : null,
		// The cursor names the first thread of the next page.
		nextCursor: next ? cursorToThread(next) : null,
	};
}

/** The next replies of one thread, in the order they were written. */
export async function listReplies(
	ctx: CommunityContext,
	{ postId, rootId, cursor }: ListReplies,
): Promise<CommentPage> {
	ctx.authorize('enter', 'Community');
	const from = decodeCursor(cursor, Keys);
	if (!from) throw new InvalidError('pages.bad_cursor');
	const { ability, grants } = ctx;
	const { memberId } = grants;
	const listing = { ability, memberId, postId, rootId, from, limit: REPLIES_AT_ONCE };
	const found = await replyPage(ctx.db, listing).execute();
	if (found.length === 0) await refuseUnreadable(ctx, postId);
	const next = found[REPLIES_AT_ONCE];
	return {
		items: await toViews(ctx, branches(ctx, found.slice(0, REPLIES_AT_ONCE))),
		more: next ? [{ rootId, nextId: next.id, cursor: cursorTo(next) }] : [],
		...{ earlierOf: null, nextCursor: null },
	};
}

const cursorTo = ({ createdAt, id }: Row) => encodeCursor([createdAt.toISOString(), id]);

const cursorToThread = ({ reactionCount, createdAt, id }: Row) =>
	encodeCursor([reactionCount, createdAt.toISOString(), id]);

function firstThread({ cursor }: ListComments): Start['after'] {
	const keys = decodeCursor(cursor, ThreadCursor);
	return keys && { likes: keys[0], at: keys[1], id: keys[2] };
}

type Thread = { root: Row; replies: Row[]; next: Row | undefined };

/** As many whole threads as fit into one answer, and the one that the next page starts with. */
function cut(found: readonly Row[], limit: number): { threads: Thread[]; next: Row | undefined } {
	const threads: Thread[] = [];
	let count = 0;
	for (const root of found.filter(({ parentId }) => parentId === null)) {
		const replies = found.filter(({ rootId }) => rootId === root.id);
		const shown = replies.slice(0, REPLIES_AT_ONCE);
		if (threads.length === limit || count + 1 + shown.length > MOST_COMMENTS)
			return { threads, next: root };
		count += 1 + shown.length;
		threads.push({ root, replies: shown, next: replies[REPLIES_AT_ONCE] });
	}
	return { threads, next: undefined };
}

function moreOf({ root, next }: Thread): CommentPage['more'] {
	return next ? [{ rootId: root.id, nextId: next.id, cursor: cursorTo(next) }] : [];
}

async function toViews(ctx: CommunityContext, rows: readonly Row[]): Promise<CommentView[]> {
	const bodies = await showTexts(
		ctx,
		rows.map((row) => row.body as unknown as RichText),
		rows.map((row) => mayEdit(ctx, 'Comment', row)),
	);
	return rows.map((row, index) => toView(ctx, { ...row, body: bodies[index] ?? row.body }));
}

/** Nothing found may mean nothing written yet, or nothing for these eyes: only then the post is asked for. */
async function refuseUnreadable(ctx: CommunityContext, postId: string): Promise<void> {
	const post = await postById(ctx.db, postId).executeTakeFirst();
	if (!post || !isAllowed(ctx.ability, 'read', 'Post', post))
		throw new NotFoundError('posts.not_found');
}

type Start = { after: ThreadKeys | null; from: [string, string] | null };

async function startOf(ctx: CommunityContext, postId: string, commentId: string): Promise<Start> {
	const start = await threadStart(ctx.db, postId, commentId).executeTakeFirst();
	if (!start) return { after: null, from: null };
	const { id, createdAt, fromId, fromAt } = start;
	return {
		after: { at: createdAt.toISOString(), id },
		from: fromId && fromAt ? [fromAt.toISOString(), fromId] : null,
	};
}

/**
 * What the viewer is to see of a comment. One of a blocked member folds for who blocked them, and looks like one that
 * was taken back to who was blocked: nobody is told.
 */
function statusFor({ ability, grants }: CommunityContext, row: Row): CommentView['status'] {
	const status = row.status as CommentView['status'];
	if (status !== 'published' || isAllowed(ability, 'read', 'Comment', row)) return status;
	return grants.avoided.blocked.includes(row.authorId) ? 'blocked' : 'deleted';
}

/** A thread in the order it is drawn. Tombstones stand only where something hangs on them, or somebody came for them. */
function inThread(
	ctx: CommunityContext,
	{ root, replies, next }: Thread,
	meantId: string | undefined,
): Row[] {
	const below = branches(ctx, replies, meantId);
	const isKept =
		statusFor(ctx, root) === 'published' || below.length > 0 || next || root.id === meantId;
	return isKept ? [root, ...below] : [];
}

/** Depth first: every reply directly under the one it answers, or beside the others when that one is not here. */
function branches(ctx: CommunityContext, replies: readonly Row[], meantId?: string): Row[] {
	const here = new Set(replies.map(({ id }) => id));
	const children = new Map<string, Row[]>();
	for (const reply of replies) {
		const parent = reply.parentId && here.has(reply.parentId) ? reply.parentId : '';
		const siblings = children.get(parent);
		if (siblings) siblings.push(reply);
		else children.set(parent, [reply]);
	}
	const flatten = (row: Row): Row[] => {
		const below = (children.get(row.id) ?? []).flatMap(flatten);
		const isKept = statusFor(ctx, row) === 'published' || below.length > 0 || row.id === meantId;
		return isKept ? [row, ...below] : [];
	};
	return (children.get('') ?? []).flatMap(flatten);
}

function toView(ctx: CommunityContext, row: Row): CommentView {
	const status = statusFor(ctx, row);
	const isShown = status === 'published';
	const may = (action: 'delete' | 'remove') =>
		isShown && isAllowed(ctx.ability, action, 'Comment', row);
	return {
		...{ id: row.id, postId: row.postId, parentId: row.parentId, rootId: row.rootId },
		depth: Math.min(row.depth, VISUAL_DEPTH - 1),
		status,
		author: isShown ? bylineOf(ctx.snapshot, row) : null,
		body: isShown ? (row.body as unknown as RichText) : null,
		removedWhy: status === 'removed' ? row.removedWhy : '',
		reactions: isShown ? reactionsIn(ctx.snapshot, row) : [],
		...{ createdAt: row.createdAt, editedAt: row.editedAt, version: row.version },
		held: isShown ? (row.held as CommentView['held']) : null,
		may: {
			...{
				edit: isShown && mayEdit(ctx, 'Comment', row),
				delete: may('delete'),
				remove: may('remove'),
			},
			react:
				isShown &&
				isAllowed(ctx.ability, 'react', 'Comment', row) &&
				takesReactions(ctx.snapshot, row.spaceId) &&
				!isOneOf(ctx.actor, [row.authorId]),
			putBack: status === 'removed' && mayPutBack(ctx, row),
		},
	};
}

/** Judged as what it would become: nobody reads what is removed. */
function mayPutBack({ ability }: CommunityContext, row: Row): boolean {
	const again = { ...row, status: 'published' };
	return (
		isAllowed(ability, 'read', 'Comment', again) && isAllowed(ability, 'remove', 'Comment', again)
	);
}
