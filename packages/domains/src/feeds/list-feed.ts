import * as z from 'zod';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { chosenFeed } from './choose-feed.ts';
import { followedPosts, latestInFeed, mostWanted } from './feeds.queries.ts';
import type { FeedMode, FeedPage, ListFeed, TopWindow } from './feeds.schema.ts';
import { feedItems } from './feed-items.ts';
import { rankFeed } from './rank-feed.ts';
import { readerOf } from './reader.ts';
import { topOfAll, topSince } from './top.queries.ts';

const ByDate = z.tuple([z.iso.datetime(), z.uuid()]);
const ByNumber = z.tuple([z.int(), z.uuid()]);
const DAYS = { day: 1, week: 7, month: 30 } as const;

/**
 * A feed of the community or of one space, as this reader wants it: what they hid is left out, and those
 * and the spaces they muted.
 * Three statements.
 */
export async function listFeed(ctx: CommunityContext, input: ListFeed): Promise<FeedPage> {
	ctx.authorize('enter', 'Community');
	const { mode, window, ...how } = await chosenFeed(ctx, input);
	if (mode === 'for_you' && input.order !== 'votes') {
		const ranked = await rankFeed(ctx, input, how);
		return { mode, window, isPersonal: how.learning !== null, ...ranked };
	}
	const page = await pageOf(ctx, input, mode, window);
	const items = await feedItems(
		ctx,
		page.items.map(({ id }) => id),
	);
	return { mode, window, isPersonal: false, items, nextCursor: page.nextCursor };
}

function pageOf(ctx: CommunityContext, input: ListFeed, mode: FeedMode, window: TopWindow) {
	if (input.order === 'votes') return wantedPage(ctx, input);
	if (mode === 'top') return topPage(ctx, input, window);
	return datePage(ctx, input, mode === 'following' ? mode : 'latest');
}

function listingOf(ctx: CommunityContext, { spaceId, kind, state, limit }: ListFeed) {
	return { ability: ctx.ability, reader: readerOf(ctx, spaceId), spaceId, kind, state, limit };
}

async function wantedPage(ctx: CommunityContext, input: ListFeed): Promise<Page<{ id: string }>> {
	const listing = { ...listingOf(ctx, input), after: decodeCursor(input.cursor, ByNumber) };
	const rows = await mostWanted(ctx.db, listing).execute();
	return toPage(rows, input.limit, (row) => [row.voteCount, row.id]);
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
	const listing = { ...listingOf(ctx, input), after: decodeCursor(input.cursor, ByNumber) };
	const now = ctx.clock.now();
	const rows =
		window === 'all'
			? topOfAll(ctx.db, listing)
			: topSince(ctx.db, new Date(now.getTime() - DAYS[window] * 86_400_000), now, listing);
	return toPage(await rows.execute(), input.limit, (row) => [row.score, row.id]);
}
