import type { CommentPage, CommentView } from '@kith/domains/comments/schema';
import type { RichText } from '@kith/domains/rich-text/schema';
import type { LiveStream } from '#lib/live/live-stream.ts';
import { api } from '#lib/shell/api.ts';
import { explain } from '#lib/shell/explain.ts';
import { threadOf, withThread } from './threads.ts';

const PAGE = 20;
const SETTLE_MS = 300;
const RETRY_MS = 2000;
const MAX_RETRIES = 8;

/** The comments under one post as one tab shows them: paged, changed in place, kept up to date by what others do. */
export class Discussion {
	rows: readonly CommentView[] = $state.raw([]);
	nextCursor: string | null = $state(null);
	isLoading = $state(false);
	failure = $state('');
	/** Comments of others that came since the page was opened and were not looked at. */
	news: readonly string[] = $state.raw([]);
	/** The last of them, for screen readers. */
	latest: CommentView | null = $state.raw(null);
	readonly #postId: string;
	#own: readonly string[] = [];
	/** How many comments there are, as far as this tab knows. */
	count = $state(0);
	#stale: readonly string[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;
	#retries = 0;

	constructor(postId: string, count: number, page: CommentPage) {
		this.#postId = postId;
		this.count = count;
		this.rows = page.items;
		this.nextCursor = page.nextCursor;
	}

	/** Appends the next page of threads. */
	async more(): Promise<void> {
		if (this.isLoading) return;
		this.isLoading = true;
		this.failure = '';
		try {
			const input = { postId: this.#postId, cursor: this.nextCursor, limit: PAGE };
			const page = await (await api()).comments.list.query(input);
			this.rows = [...this.rows, ...page.items.filter(({ id }) => !this.#find(id))];
			this.nextCursor = page.nextCursor;
		} catch (error) {
			this.failure = await explain(error);
		} finally {
			this.isLoading = false;
		}
	}

	/** Publishes an answer and shows it. Throws what the server refuses. */
	async publish(id: string, parentId: string | null, body: RichText): Promise<void> {
		this.#own = [...this.#own, id];
		const input = { id, postId: this.#postId, parentId, body };
		await (await api()).comments.publish.mutate(input);
		await this.#renew(id, true);
	}

	/** Stores a comment's new text and shows it. Throws what the server refuses. */
	async edit({ id, version }: CommentView, body: RichText): Promise<void> {
		await (await api()).comments.edit.mutate({ commentId: id, version, body });
		await this.#renew(id, false);
	}

	/** Takes a comment down, by its author (`delete`) or by a moderator (`remove`). Throws what the server refuses. */
	async takeDown({ id }: CommentView, how: 'delete' | 'remove'): Promise<void> {
		await (await api()).comments[how].mutate({ commentId: id });
		await this.#renew(id, false);
	}

	/** Hears of what others do here until the returned function is called. */
	follow(live: LiveStream): () => void {
		const stops = [
			live.on('comments.published', (event) => this.#hear(event, true)),
			live.on('comments.edited', (event) => this.#hear(event, false)),
			live.on('comments.removed', (event) => {
				if (event.postId !== this.#postId) return;
				if (this.#find(event.commentId)) this.#hear(event, false);
				else this.count = Math.max(0, this.count - 1);
			}),
			...(['reactions.added', 'reactions.taken_back'] as const).map((name) =>
				live.on(name, ({ postId, subjectId }) =>
					this.#hear({ postId, commentId: subjectId }, false),
				),
			),
		];
		const online = () => this.#settleIn(0);
		addEventListener('online', online);
		return () => {
			removeEventListener('online', online);
			clearTimeout(this.#timer);
			stops.forEach((stop) => stop());
		};
	}

	/** Several things often happen at once: each thread is read again once. */
	#hear({ postId, commentId }: { postId: string; commentId: string }, isNew: boolean): void {
		if (postId !== this.#postId || (!isNew && !this.#find(commentId))) return;
		if (!this.#stale.includes(commentId)) this.#stale = [...this.#stale, commentId];
		this.#settleIn(SETTLE_MS);
	}

	#settleIn(milliseconds: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#settle(), milliseconds);
	}

	/** The stream may outlive the network: what cannot be read now is read again, later and later. */
	async #settle(): Promise<void> {
		const stale = this.#stale;
		this.#stale = [];
		const mayAppend = this.nextCursor === null;
		const outcomes = await Promise.allSettled(stale.map((id) => this.#renew(id, mayAppend)));
		const failed = stale.filter((_, index) => outcomes[index]?.status === 'rejected');
		if (failed.length === 0) this.#retries = 0;
		else if (this.#retries < MAX_RETRIES) {
			this.#stale = [...failed, ...this.#stale.filter((id) => !failed.includes(id))];
			this.#settleIn(RETRY_MS * 2 ** this.#retries++);
		}
	}

	async #renew(commentId: string, mayAppend: boolean): Promise<void> {
		const input = { postId: this.#postId, around: commentId, limit: 1 };
		const { items } = await (await api()).comments.list.query(input);
		const shown = this.#find(commentId);
		const found = items.find(({ id }) => id === commentId);
		const known = shown ?? found;
		if (!known) return;
		this.count += Number(found?.status === 'published') - Number(shown?.status === 'published');
		this.rows = withThread(this.rows, threadOf(known), items, mayAppend);
		if (shown || !found || this.#own.includes(commentId)) return;
		this.news = [...this.news.filter((id) => id !== commentId), commentId];
		this.latest = found;
	}

	#find(commentId: string): CommentView | undefined {
		return this.rows.find(({ id }) => id === commentId);
	}
}
