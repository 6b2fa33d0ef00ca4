import * as z from 'zod';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { chosenFeed } from './choose-feed.ts';
import { followedPosts, latestInFeed, topOfAll, topSince } from './feeds.queries.ts';
import type { FeedPage, ListFeed, TopWindow } from './feeds.schema.ts';
import { feedItems } from './feed-items.ts';
import { rankFeed } from './rank-feed.ts';
import { readerOf } from './reader.ts';

const ByDate = z.tuple([z.iso.datetime(), z.uuid()]);
const ByScore = z.tuple([z.int(), z.uuid()]);
const DAYS = { day: 1, week: 7, month: 30 } as const;

/**
 * A feed of the community or of one space, as this reader wants it: what they hid is left out, and those they muted.
 * Five statements.
 */
export async function listFeed(ctx: CommunityContext, input: ListFeed): Promise<FeedPage> {
	ctx.authorize('enter', 'Community');
	const { mode, window, weights } = await chosenFeed(ctx, input);
	if (mode === 'for_you') {
		const ranked = await rankFeed(ctx, input, weights);
		return { mode, window, ...ranked };
	}
	const page =
		mode === 'top' ? await topPage(ctx, input, window) : await datePage(ctx, input, mode);
	const items = await feedItems(
		ctx,
		page.items.map(({ id }) => id),
	);
	return { mode, window, items, nextCursor: page.nextCursor };
}

function listingOf(ctx: CommunityContext, { spaceId, limit }: ListFeed) {
	return { ability: ctx.ability, reader: readerOf(ctx), spaceId, limit };
}

async function datePage(
	ctx: CommunityContext,
	input: ListFeed,
	mode: 'latest' | 'following',
): Promise<Page<{ id: string }>> {
	const listing = { ...listingOf(ctx, input), after: decodeCursor(input.cursor, ByDate) };
	const rows = mode === 'latest' ? latestInFeed(ctx.db, listing) : followedPosts(ctx.db, listing);
	return toPage(await rows.execute(), input.limit, (row) => [row.createdAt.toISOString(), row.id]);
}

async function topPage(
	ctx: CommunityContext,
	input: ListFeed,
	window: TopWindow,
): Promise<Page<{ id: string }>> {
	const listing = { ...listingOf(ctx, input), after: decodeCursor(input.cursor, ByScore) };
	const now = ctx.clock.now();
	const rows =
		window === 'all'
			? topOfAll(ctx.db, listing)
			: topSince(ctx.db, new Date(now.getTime() - DAYS[window] * 86_400_000), now, listing);
	return toPage(await rows.execute(), input.limit, (row) => [row.score, row.id]);
}
