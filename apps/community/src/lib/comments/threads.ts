import type { CommentView } from '@kith/domains/comments/schema';

/** The id of the thread that a comment belongs to: its first comment's. */
export function threadOf({ id, rootId }: Pick<CommentView, 'id' | 'rootId'>): string {
	return rootId ?? id;
}

/**
 * `rows` with one thread as it stands now: put in its place, taken out when nothing is left of it. A thread that was
 * not there is put at the end when `mayAppend` says that the end is in view; otherwise nothing changes.
 */
export function withThread(
	rows: readonly CommentView[],
	threadId: string,
	thread: readonly CommentView[],
	mayAppend: boolean,
): readonly CommentView[] {
	const start = rows.findIndex((row) => threadOf(row) === threadId);
	if (start === -1) return mayAppend ? [...rows, ...thread] : rows;
	const length = rows.filter((row) => threadOf(row) === threadId).length;
	return [...rows.slice(0, start), ...thread, ...rows.slice(start + length)];
}
