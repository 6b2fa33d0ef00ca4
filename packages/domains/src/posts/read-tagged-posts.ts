import * as z from 'zod';
import { decodeCursor, encodeCursor, toPage, type Page } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import type { ListTagged, PostCard } from './posts.schema.ts';
import { toCards } from './read-posts.ts';
import { latestTagged, topTagged, WEIGHED } from './tagged-posts.queries.ts';

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);
const Offset = z.tuple([z.int().min(0).max(WEIGHED)]);

/** The posts with a tag that the viewer may read, the newest or the best first. Two statements. */
export async function listTagged(
	ctx: CommunityContext,
	{ tagId, sort, cursor, limit }: ListTagged,
): Promise<Page<PostCard>> {
	ctx.authorize('enter', 'Community');
	const listing = { ability: ctx.ability, viewerId: ctx.grants.memberId, tagId, limit };
	if (sort === 'top') {
		const offset = decodeCursor(cursor, Offset)?.[0] ?? 0;
		const rows = await topTagged(ctx.db, { ...listing, offset }).execute();
		const nextCursor = rows.length > limit ? encodeCursor([offset + limit]) : null;
		return { items: await toCards(ctx, rows.slice(0, limit)), nextCursor };
	}
	const after = decodeCursor(cursor, Keys);
	const rows = await latestTagged(ctx.db, { ...listing, after }).execute();
	const page = toPage(rows, limit, (row) => [row.shownAt?.toISOString() ?? '', row.id]);
	return { ...page, items: await toCards(ctx, page.items) };
}
