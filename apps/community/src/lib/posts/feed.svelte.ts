import { SvelteSet } from 'svelte/reactivity';
import { failureOf } from '@kith/client/failure';
import type { PostCard } from '@kith/domains/posts/schema';
import type { LiveStream } from '#lib/live/live-stream.ts';
import { api } from '#lib/shell/api.ts';
import { failureText } from '#lib/shell/failure-text.ts';

export type FeedPage = { items: PostCard[]; nextCursor: string | null };

const PAGE = 20;

/** A list of the latest posts as one tab shows it: pages appended, news counted until they are asked for. */
export class Feed {
	posts: readonly PostCard[] = $state.raw([]);
	nextCursor: string | null = $state(null);
	isLoading = $state(false);
	failure = $state('');
	readonly #spaceId: string | undefined;
	readonly #news = new SvelteSet<string>();

	constructor(page: FeedPage, spaceId?: string) {
		this.posts = page.items;
		this.nextCursor = page.nextCursor;
		this.#spaceId = spaceId;
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

	/** Puts what is new on top; starts over when more is new than one page holds. */
	showNews(): Promise<void> {
		return this.#load(null, (page) => {
			const unknown = this.#unknown(page.items);
			const startsOver = unknown.length === page.items.length;
			this.posts = startsOver ? page.items : [...unknown, ...this.posts];
			if (startsOver) this.nextCursor = page.nextCursor;
			this.#news.clear();
		});
	}

	/** Hears of new, removed and answered posts until the returned function is called. */
	follow(live: LiveStream): () => void {
		const stops = [
			live.on('posts.published', ({ postId, spaceId }) => {
				const concerns = this.#spaceId === undefined || this.#spaceId === spaceId;
				if (concerns && !this.posts.some(({ id }) => id === postId)) this.#news.add(postId);
			}),
			live.on('posts.removed', ({ postId }) => {
				this.#news.delete(postId);
				this.posts = this.posts.filter(({ id }) => id !== postId);
			}),
			live.on('comments.published', ({ postId }) => this.#count(postId, 1)),
			live.on('comments.removed', ({ postId }) => this.#count(postId, -1)),
		];
		return () => stops.forEach((stop) => stop());
	}

	async #load(cursor: string | null, take: (page: FeedPage) => void): Promise<void> {
		if (this.isLoading) return;
		this.isLoading = true;
		this.failure = '';
		try {
			const input = { cursor, limit: PAGE, spaceId: this.#spaceId };
			take(await (await api()).posts.list.query(input));
		} catch (error) {
			this.failure = failureText(failureOf(error));
		} finally {
			this.isLoading = false;
		}
	}

	#unknown(posts: readonly PostCard[]): PostCard[] {
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
