import * as z from 'zod';
import { decodeCursor, encodeCursor, type Page } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { arrange } from './arrange.ts';
import type { Factor, FeedItem, ListFeed, Weights } from './feeds.schema.ts';
import { feedItems } from './feed-items.ts';
import { rankedPosts } from './ranking.queries.ts';
import { readerOf } from './reader.ts';
import type { Learning } from './taste.queries.ts';

/** Rows that one page is arranged from: enough to find somebody else after two of one author. */
const POOL = 100;
/** So many posts are put in order for one reader; below them the feed is chronological anyway. */
const DEPTH = 200;
const TAIL = 12;

const Neighbour = z.strictObject({ authorId: z.uuid(), spaceId: z.uuid() });
/** When the reading began, what it showed so far, and the last two of it. */
const Keys = z.tuple([
	z.iso.datetime(),
	z.string().regex(/^(?:[0-9a-f]{12})*$/),
	z.string().max(300),
]);

type Row = Awaited<ReturnType<ReturnType<typeof rankedPosts>['execute']>>[number];

/**
 * The feed made for one reader. The cursor holds when they began and what they were shown, so that no page repeats or
 * misses a post while others write and react. Two statements.
 */
// authorize: listFeed and previewWeights have asked.
export async function rankFeed(
	ctx: CommunityContext,
	{
		cursor,
		limit,
		spaceId,
		kind,
		state,
	}: Pick<ListFeed, 'cursor' | 'limit' | 'spaceId' | 'kind' | 'state'>,
	{ weights, learning }: { weights: Weights; learning: Learning },
): Promise<Page<FeedItem>> {
	const [asOf, told, tail] = decodeCursor(cursor, Keys) ?? [
		ctx.clock.now().toISOString(),
		'',
		'[]',
	];
	const shown = told.match(/.{12}/g) ?? [];
	const rows = await rankedPosts(ctx.db, {
		...{ ability: ctx.ability, reader: readerOf(ctx, spaceId), spaceId, kind, state },
		...{ weights, learning, asOf, shown, limit: POOL },
	}).execute();
	const chosen = arrange(rows, limit, neighboursIn(tail));
	const why = new Map(chosen.map((row) => [row.id, strongest(row)]));
	const items = await feedItems(
		ctx,
		chosen.map(({ id }) => id),
		why,
	);
	const seen = [...shown, ...chosen.map(({ id }) => id.slice(-TAIL))];
	const last = chosen
		.slice(-2)
		.map(({ authorId, spaceId: place }) => ({ authorId, spaceId: place }));
	const isOver = rows.length <= limit || seen.length >= DEPTH;
	return {
		items,
		nextCursor: isOver ? null : encodeCursor([asOf, seen.join(''), JSON.stringify(last)]),
	};
}

function neighboursIn(tail: string) {
	try {
		return z.array(Neighbour).max(2).parse(JSON.parse(tail));
	} catch {
		return [];
	}
}

/** The two factors that brought a post up most. */
export function strongest(row: Row): Factor[] {
	const { author, space, tag, answered, liked, topic, place, fresh, talk, unseen } = row;
	const found = { author, space, tag, answered, liked, topic, place, fresh, talk, unseen };
	const parts: [Factor, number][] = [
		...([['newcomer', row.isNewcomer ? Infinity : 0]] as [Factor, number][]),
		...(Object.entries(found) as [Factor, number][]),
	];
	return parts
		.filter(([, part]) => part > 1)
		.toSorted(([, one], [, other]) => other - one)
		.slice(0, 2)
		.map(([factor]) => factor);
}
