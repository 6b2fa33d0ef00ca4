import type { CommentView } from '@kith/domains/comments/schema';
import type { RichText } from '@kith/domains/rich-text/schema';
import { fetchPartsIn } from '#lib/posts/part-loaders.ts';
import { failureOf } from '@kith/client/failure';
import { api } from '#lib/shell/api.ts';
import type { Discussion } from './discussion.svelte.ts';
import { isOffline, replyQueue } from './reply-queue.svelte.ts';
import { threadOf, withThread } from './threads.ts';

const PAGE = 20;

/** Reads the next page of threads and puts it at the end. Throws what the server refuses. */
export async function appendPage(shown: Discussion): Promise<void> {
	const input = { postId: shown.postId, cursor: shown.nextCursor, limit: PAGE };
	const page = await (await api()).comments.list.query(input);
	await fetchPartsIn(page.items);
	shown.rows = [...shown.rows, ...page.items.filter(({ id }) => !shown.find(id))];
	shown.nextCursor = page.nextCursor;
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
		await (await api()).comments.publish.mutate(input);
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
	await (await api()).comments.edit.mutate({ commentId: id, version, body });
	await renew(shown, id, false);
}

/** Takes a comment down and shows what is left of it. Throws what the server refuses. */
export async function takeDown(
	shown: Discussion,
	id: string,
	how: 'delete' | 'remove',
): Promise<void> {
	await (await api()).comments[how].mutate({ commentId: id });
	await renew(shown, id, false);
}

/** Reads the threads of these comments again; returns the ids of those that could not be read. */
export async function renewAll(shown: Discussion, ids: readonly string[]): Promise<string[]> {
	const mayAppend = shown.nextCursor === null;
	const outcomes = await Promise.allSettled(ids.map((id) => renew(shown, id, mayAppend)));
	return ids.filter((_, index) => outcomes[index]?.status === 'rejected');
}

async function renew(discussion: Discussion, commentId: string, mayAppend: boolean): Promise<void> {
	const input = { postId: discussion.postId, around: commentId, limit: 1 };
	const { items } = await (await api()).comments.list.query(input);
	await fetchPartsIn(items);
	const shown = discussion.find(commentId);
	const found = items.find(({ id }) => id === commentId);
	const known = shown ?? found;
	if (!known) return;
	discussion.count += Number(found?.status === 'published') - Number(shown?.status === 'published');
	discussion.rows = withThread(discussion.rows, threadOf(known), items, mayAppend);
	if (shown || !found || discussion.own.includes(commentId)) return;
	discussion.news = [...discussion.news.filter((id) => id !== commentId), commentId];
	discussion.latest = found;
}
