import { goto } from '$app/navigation';
import type { CommentPage, CommentView } from '@kith/domains/comments/schema';
import type { RichText } from '@kith/domains/rich-text/schema';
import { fetchPartsOf } from '#lib/posts/parts-for.ts';
import { failureOf } from '@kith/client/failure';
import { m } from '#lib/paraglide/messages.js';
import { api } from '#lib/shell/api.ts';
import { notify } from '#lib/shell/notify.ts';
import type { Discussion } from './discussion.svelte.ts';
import { isOffline, replyQueue } from './reply-queue.svelte.ts';
import { threadOf, withPart } from './threads.ts';

const PAGE = 20;

/** Reads the next page of threads and puts it at the end. Throws what the server refuses. */
export async function appendPage(shown: Discussion): Promise<void> {
	const { postId, order } = shown;
	const input = { postId, order, cursor: shown.nextCursor, limit: PAGE };
	const page = await (await api()).comments.list.query(input);
	await fetchPartsOf(page.items);
	shown.rows = [...shown.rows, ...page.items.filter(({ id }) => !shown.find(id))];
	shown.more = [...shown.more, ...page.more];
	shown.nextCursor = page.nextCursor;
}

/** Reads the next replies of one thread and puts them where they belong. Throws what the server refuses. */
export async function appendReplies(shown: Discussion, rootId: string): Promise<void> {
	const cursor = shown.more.find((one) => one.rootId === rootId)?.cursor;
	if (!cursor) return;
	const { postId } = shown;
	const page = await (await api()).comments.replies.query({ postId, rootId, cursor });
	await fetchPartsOf(page.items);
	const root = shown.find(rootId);
	const [first] = page.items;
	const rows = root ? [root, ...page.items] : page.items;
	// What was written while the page is open may stand behind these already.
	shown.rows = withPart(shown.rows, rootId, { rows, ...(first && { first, last: first }) }, false);
	shown.more = [...shown.more.filter((one) => one.rootId !== rootId), ...page.more];
}

/** Publishes an answer and shows it; without a connection it waits for one. Throws what the server refuses. */
export async function publish(
	shown: Discussion,
	id: string,
	parentId: string | null,
	body: RichText,
): Promise<void> {
	shown.own = [...shown.own, id];
	const input = { id, postId: shown.postId, parentId, body };
	try {
		const { state } = await (await api()).comments.publish.mutate(input);
		if (state === 'waiting') return notify('success', m.submission_comment_waits());
	} catch (error) {
		const { code, status } = failureOf(error);
		if (!isOffline(code, status)) throw error;
		await replyQueue.add(input);
		shown.isWaiting = true;
		return;
	}
	await renew(shown, id, true);
}

/** Stores a comment's new text and shows it. Throws what the server refuses. */
export async function edit(
	shown: Discussion,
	{ id, version }: CommentView,
	body: RichText,
): Promise<void> {
	const { comments } = await api();
	const { heldId } = await comments.edit.mutate({ commentId: id, version, body });
	if (heldId) return goto(`/submissions/${heldId}`);
	await renew(shown, id, false);
}

/** Takes a comment down and shows what is left of it. Throws what the server refuses. */
export async function takeDown(
	shown: Discussion,
	id: string,
	how: 'delete' | 'remove',
	why?: string,
): Promise<void> {
	const { comments } = await api();
	await (how === 'delete'
		? comments.delete.mutate({ commentId: id })
		: comments.remove.mutate({ commentId: id, why }));
	await renew(shown, id, false);
}

/** Puts a removed comment back and shows it. Throws what the server refuses. */
export async function putBack(shown: Discussion, id: string): Promise<void> {
	await (await api()).comments.putBack.mutate({ commentId: id });
	shown.own = [...shown.own, id];
	await renew(shown, id, false);
}

/** A comment and all after it are new again, and stay so while the page is open. Throws what the server refuses. */
export async function markUnread(shown: Discussion, commentId: string): Promise<void> {
	shown.keepsPlace = false;
	await (await api()).comments.markUnread.mutate({ postId: shown.postId, commentId });
}

/** Reads the threads of these comments again; returns the ids of those that could not be read. */
export async function renewAll(shown: Discussion, ids: readonly string[]): Promise<string[]> {
	const mayAppend = shown.nextCursor === null;
	const outcomes = await Promise.allSettled(ids.map((id) => renew(shown, id, mayAppend)));
	return ids.filter((_, index) => outcomes[index]?.status === 'rejected');
}

async function renew(discussion: Discussion, commentId: string, mayAppend: boolean): Promise<void> {
	const input = { postId: discussion.postId, around: commentId, limit: 1 };
	const page = await (await api()).comments.list.query(input);
	const { items } = page;
	await fetchPartsOf(items);
	const shown = discussion.find(commentId);
	const found = items.find(({ id }) => id === commentId);
	const known = shown ?? found;
	if (!known) return;
	discussion.count += Number(found?.status === 'published') - Number(shown?.status === 'published');
	const threadId = threadOf(known);
	// Behind replies that are not loaded yet, only what this tab wrote itself is shown at once.
	const hasGap = discussion.more.some(({ rootId }) => rootId === threadId);
	const rows = items.filter(
		({ id }) => !hasGap || discussion.find(id) || discussion.own.includes(id),
	);
	const end = discussion.order === 'newest' ? 'start' : mayAppend && 'end';
	discussion.rows = withPart(discussion.rows, threadId, { rows, ...boundsOf(page) }, end);
	if (shown || !found || discussion.own.includes(commentId)) return;
	discussion.news = [...discussion.news.filter((id) => id !== commentId), commentId];
	discussion.latest = found;
}

/** Between which replies an answer is complete. */
function boundsOf({ items, more, earlierOf }: CommentPage): {
	first?: CommentView;
	last?: CommentView;
} {
	const replies = items
		.filter(({ rootId }) => rootId !== null)
		.toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime());
	const [first] = replies;
	const last = replies.at(-1);
	return { ...(earlierOf && first && { first }), ...(more.length > 0 && last && { last }) };
}
