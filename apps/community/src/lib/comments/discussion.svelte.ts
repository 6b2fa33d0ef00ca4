import type { CommentPage, CommentView, ThreadOrder } from '@kith/domains/comments/schema';
import type { LiveStream } from '#lib/live/live-stream.ts';
import { explain } from '#lib/shell/explain.ts';

const SETTLE_MS = 300;
const RETRY_MS = 2000;
const MAX_RETRIES = 8;

/** What reads and writes comments; most who open a post never need it. */
export const calls = () => import('./discussion-calls.ts');

/** The comments under one post as one tab shows them: paged, changed in place, kept up to date by what others do. */
export class Discussion {
	readonly postId: string;
	/** In which order its threads come. */
	readonly order: ThreadOrder;
	rows: readonly CommentView[] = $state.raw([]);
	nextCursor: string | null = $state(null);
	/** Threads with replies that are not loaded yet. */
	more: CommentPage['more'] = $state.raw([]);
	isLoading = $state(false);
	failure = $state('');
	/** Threads whose replies are folded away. */
	folded: readonly string[] = $state.raw([]);
	readonly shown = $derived(this.rows.filter(({ rootId }) => !this.folded.includes(rootId ?? '')));
	/** How many replies of a thread are here, by the id of its first comment. */
	readonly replyCounts = $derived(countBy(this.rows.map(({ rootId }) => rootId ?? '')));
	/** An answer of this tab waits for a connection. */
	isWaiting = $state(false);
	/** How many comments there are, as far as this tab knows. */
	count = $state(0);
	/** Comments of others that came since the page was opened and were not looked at. */
	news: readonly string[] = $state.raw([]);
	/** The last of them, for screen readers. */
	latest: CommentView | null = $state.raw(null);
	/** What this tab published itself: no news to it. */
	own: readonly string[] = [];
	/** The newest comment that was on the screen. */
	seenId = '';
	/** Whether what is seen counts as read; not after somebody marked it as unread. */
	keepsPlace = true;
	#stale: readonly string[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;
	#retries = 0;

	constructor(postId: string, order: ThreadOrder, count: number, page: CommentPage) {
		this.postId = postId;
		this.order = order;
		this.count = count;
		this.rows = page.items;
		this.nextCursor = page.nextCursor;
		this.more = page.more;
	}

	/** Loads the next page of threads, or the next replies of one. */
	async load(rootId?: string): Promise<void> {
		if (this.isLoading) return;
		this.isLoading = true;
		this.failure = '';
		try {
			const { appendPage, appendReplies } = await calls();
			await (rootId ? appendReplies(this, rootId) : appendPage(this));
		} catch (error) {
			this.failure = await explain(error);
		} finally {
			this.isLoading = false;
		}
	}

	/** Folds the replies of a thread away, or shows them again. */
	fold(rootId: string): void {
		const isFolded = this.folded.includes(rootId);
		this.folded = isFolded ? this.folded.filter((id) => id !== rootId) : [...this.folded, rootId];
	}

	find(commentId: string): CommentView | undefined {
		return this.rows.find(({ id }) => id === commentId);
	}

	/** Hears of what others do here until the returned function is called. */
	follow(live: LiveStream): () => void {
		const stops = [
			live.on('comments.published', (event) => this.#hear(event, true)),
			live.on('comments.put_back', (event) => this.#hear(event, true)),
			live.on('comments.edited', (event) => this.#hear(event, false)),
			live.on('comments.removed', (event) => {
				if (event.postId !== this.postId) return;
				if (this.find(event.commentId)) this.#hear(event, false);
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
		if (postId !== this.postId || (!isNew && !this.find(commentId))) return;
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
		if (stale.length === 0) return;
		const failed = await calls().then(
			({ renewAll }) => renewAll(this, stale),
			() => stale,
		);
		if (failed.length === 0) this.#retries = 0;
		else if (this.#retries < MAX_RETRIES) {
			this.#stale = [...failed, ...this.#stale.filter((id) => !failed.includes(id))];
			this.#settleIn(RETRY_MS * 2 ** this.#retries++);
		}
	}
}

function countBy(keys: readonly string[]): Readonly<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
	return counts;
}
