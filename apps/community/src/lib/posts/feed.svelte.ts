import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { failureOf } from '@kith/client/failure';
import type { FeedItem, FeedMode, TopWindow } from '@kith/domains/feeds/schema';
import type { LiveStream } from '#lib/live/live-stream.ts';
import type { FeedFilter } from '#lib/kinds/feed-filter.ts';
import { api } from '#lib/shell/api.ts';
import { failureText } from '#lib/shell/failure-text.ts';

export type FeedPage = { items: FeedItem[]; nextCursor: string | null };
/** Which feed it is. */
export type FeedKind = { mode: FeedMode; window: TopWindow; spaceId?: string };
/** How a post left the list. */
export type Away = 'hide' | 'mute' | 'muteSpace';

const PAGE = 20;
const SETTLE_MS = 1500;

/** A feed as one tab shows it: pages appended, news counted until they are asked for. */
export class Feed {
	posts: readonly FeedItem[] = $state.raw([]);
	nextCursor: string | null = $state(null);
	isLoading = $state(false);
	failure = $state('');
	readonly kind: FeedKind;
	readonly #filter: FeedFilter | undefined;
	/** Posts that were hidden here, or whose author or space was muted, until the page is left. */
	readonly away = new SvelteMap<string, Away>();
	#asking: ReturnType<typeof setTimeout> | undefined;
	readonly #news = new SvelteSet<string>();

	constructor(page: FeedPage, kind: FeedKind, filter?: FeedFilter) {
		this.posts = page.items;
		this.nextCursor = page.nextCursor;
		this.kind = kind;
		this.#filter = filter;
	}

	/** How many posts were published since this list was read. */
	get newsCount(): number {
		return this.#news.size;
	}

	/** Appends the next page. */
	more(): Promise<void> {
		return this.#load(this.nextCursor, (page) => {
			this.posts = [...this.posts, ...this.#unknown(page.items)];
			this.nextCursor = page.nextCursor;
		});
	}

	/** Takes a post out of sight, and with a muted author or space all of theirs. */
	putAway(post: FeedItem, how: Away): void {
		for (const one of this.#like(post, how)) this.away.set(one.id, how);
	}

	putBack(post: FeedItem, how: Away): void {
		for (const one of this.#like(post, how)) this.away.delete(one.id);
	}

	/** Puts what is new on top; starts over when more is new than one page holds, or when the order is no order of time. */
	showNews(): Promise<void> {
		return this.#load(null, (page) => {
			const unknown = this.#unknown(page.items);
			const startsOver = !this.#isByTime || unknown.length === page.items.length;
			this.posts = startsOver ? page.items : [...unknown, ...this.posts];
			if (startsOver) this.nextCursor = page.nextCursor;
			this.#news.clear();
		});
	}

	/**
	 * Hears of new, removed and answered posts until the returned function is called. What is new in a muted space is news
	 * in that space alone.
	 */
	follow(live: LiveStream, isMuted: (spaceId: string) => boolean): () => void {
		const stops = [
			live.on('posts.published', ({ postId, spaceId }) => {
				const { mode, spaceId: here } = this.kind;
				// Whether it fits a narrowed list is not said with the event.
				if (this.#filter || (here === undefined ? isMuted(spaceId) : here !== spaceId)) return;
				// Nobody is popular at once, and whether one follows its author only the server knows.
				if (mode === 'top') return;
				if (mode === 'following') this.#askForNews();
				else if (!this.posts.some(({ id }) => id === postId)) this.#news.add(postId);
			}),
			live.on('posts.removed', ({ postId }) => {
				this.#news.delete(postId);
				this.posts = this.posts.filter(({ id }) => id !== postId);
			}),
			live.on('comments.published', ({ postId }) => this.#count(postId, 1)),
			live.on('comments.put_back', ({ postId }) => this.#count(postId, 1)),
			live.on('comments.removed', ({ postId }) => this.#count(postId, -1)),
		];
		return () => {
			clearTimeout(this.#asking);
			stops.forEach((stop) => stop());
		};
	}

	async #load(cursor: string | null, take: (page: FeedPage) => void): Promise<void> {
		if (this.isLoading) return;
		this.isLoading = true;
		this.failure = '';
		try {
			take(await this.#read(cursor));
		} catch (error) {
			this.failure = failureText(failureOf(error));
		} finally {
			this.isLoading = false;
		}
	}

	async #read(cursor: string | null): Promise<FeedPage> {
		const client = await api();
		return client.feeds.list.query({ ...this.kind, ...this.#filter, cursor, limit: PAGE });
	}

	get #isByTime(): boolean {
		return this.kind.mode === 'latest' || this.kind.mode === 'following';
	}

	#askForNews(): void {
		clearTimeout(this.#asking);
		this.#asking = setTimeout(async () => {
			try {
				const { items } = await this.#read(null);
				for (const { id } of this.#unknown(items)) this.#news.add(id);
			} catch {
				// The next event asks again.
			}
		}, SETTLE_MS);
	}

	#like(post: FeedItem, how: Away): readonly FeedItem[] {
		if (how === 'hide') return [post];
		const of = ({ author, space }: FeedItem) => (how === 'mute' ? author.id : space.id);
		return this.posts.filter((one) => of(one) === of(post));
	}

	#unknown(posts: readonly FeedItem[]): FeedItem[] {
		return posts.filter(({ id }) => !this.posts.some((known) => known.id === id));
	}

	#count(postId: string, difference: number): void {
		this.posts = this.posts.map((post) =>
			post.id === postId
				? { ...post, commentCount: Math.max(0, post.commentCount + difference) }
				: post,
		);
	}
}
