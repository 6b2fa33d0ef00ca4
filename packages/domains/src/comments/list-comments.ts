import * as z from 'zod';
import { NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, encodeCursor } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { showTexts } from '../links/index.ts';
import { bylineOf, postById } from '../posts/index.ts';
import type { ReactionCount } from '../posts/posts.schema.ts';
import { reactionsOf } from '../reactions/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { threadPage, threadStart } from './comments.queries.ts';
import {
	VISUAL_DEPTH,
	type CommentPage,
	type CommentView,
	type ListComments,
} from './comments.schema.ts';

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);

type Row = Awaited<ReturnType<ReturnType<typeof threadPage>['execute']>>[number];

/**
 * A page of threads under a post, each with its replies, oldest first. With `around` it starts at the thread that
 * holds that comment. Four statements at the most, whatever the length of the thread.
 */
export async function listComments(
	ctx: CommunityContext,
	input: ListComments,
): Promise<CommentPage> {
	ctx.authorize('enter', 'Community');
	const after = input.around
		? await startOf(ctx, input.postId, input.around)
		: decodeCursor(input.cursor, Keys);
	const { postId, limit } = input;
	const found = await threadPage(ctx.db, { ability: ctx.ability, postId, after, limit }).execute();
	if (found.length === 0) await refuseUnreadable(ctx, postId);
	const roots = found.filter(({ parentId }) => parentId === null);
	const next = roots[limit];
	const rows = inThreads(
		ctx,
		roots.slice(0, limit),
		found.filter(({ parentId }) => parentId !== null),
	);
	const reactions = await reactionsOf(
		ctx,
		rows.filter(({ reactionCount }) => reactionCount > 0).map(({ id }) => id),
	);
	const bodies = await showTexts(
		ctx,
		rows.map((row) => row.body as unknown as RichText),
	);
	return {
		items: rows.map((row, index) =>
			toView(ctx, { ...row, body: bodies[index] ?? row.body }, reactions.get(row.id) ?? []),
		),
		// The cursor names the first thread of the next page.
		nextCursor: next ? encodeCursor([next.createdAt.toISOString(), next.id]) : null,
	};
}

/** Nothing found may mean nothing written yet, or nothing for these eyes: only then the post is asked for. */
async function refuseUnreadable(ctx: CommunityContext, postId: string): Promise<void> {
	const post = await postById(ctx.db, postId).executeTakeFirst();
	if (!post || !isAllowed(ctx.ability, 'read', 'Post', post))
		throw new NotFoundError('posts.not_found');
}

async function startOf(
	ctx: CommunityContext,
	postId: string,
	commentId: string,
): Promise<[string, string] | null> {
	const root = await threadStart(ctx.db, postId, commentId).executeTakeFirst();
	return root ? [root.createdAt.toISOString(), root.id] : null;
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

/** Depth first: every comment directly under the one it answers. Childless tombstones are left out. */
function inThreads(ctx: CommunityContext, roots: readonly Row[], replies: readonly Row[]): Row[] {
	const children = new Map<string, Row[]>();
	for (const reply of replies) {
		const parent = reply.parentId ?? '';
		children.set(parent, [...(children.get(parent) ?? []), reply]);
	}
	const flatten = (row: Row): Row[] => {
		const below = (children.get(row.id) ?? []).flatMap(flatten);
		const isShown = statusFor(ctx, row) === 'published';
		return isShown || below.length > 0 ? [row, ...below] : [];
	};
	return roots.flatMap(flatten);
}

function toView(ctx: CommunityContext, row: Row, reactions: ReactionCount[]): CommentView {
	const status = statusFor(ctx, row);
	const isShown = status === 'published';
	const may = (action: 'update' | 'delete' | 'remove') =>
		isShown && isAllowed(ctx.ability, action, 'Comment', row);
	return {
		...{ id: row.id, postId: row.postId, parentId: row.parentId, rootId: row.rootId },
		depth: Math.min(row.depth, VISUAL_DEPTH - 1),
		status,
		author: isShown ? bylineOf(ctx.snapshot, row) : null,
		body: isShown ? (row.body as unknown as RichText) : null,
		reactions: isShown ? reactions : [],
		...{ createdAt: row.createdAt, editedAt: row.editedAt, version: row.version },
		may: { edit: may('update'), delete: may('delete'), remove: may('remove') },
	};
}
