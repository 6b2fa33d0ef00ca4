import { tick } from 'svelte';
import { wire } from '@kith/kernel/wire';
import type { Feed, FeedPage } from './feed.svelte.ts';

/** What a feed's page remembers of itself for the way back: the pages it had loaded, and how far it was scrolled. */
export type FeedMemory = { page: string; scroll: number };

/** Takes a feed's state down before its page is left. */
export function rememberFeed({ posts, nextCursor }: Feed): FeedMemory {
	return { page: wire.serialize({ items: posts, nextCursor }), scroll: scrollY };
}

/** Brings a feed back to where it was left. */
export async function restoreFeed(feed: Feed, { page, scroll }: FeedMemory): Promise<void> {
	const { items, nextCursor } = wire.deserialize(page) as FeedPage;
	if (items.length <= feed.posts.length) return;
	feed.posts = items;
	feed.nextCursor = nextCursor;
	await tick();
	scrollTo({ top: scroll, behavior: 'instant' });
}
