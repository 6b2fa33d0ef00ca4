import * as z from 'zod';
import { selfOf } from '@kith/kernel/actor';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { cardsOf } from '../posts/index.ts';
import { bookmarkRows, folderRows } from './bookmarks.queries.ts';
import type { Bookmark, Folder, ListBookmarks } from './bookmarks.schema.ts';

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);

/** What the actor saved, last first. A post that is gone stays in the list without its card. Two statements. */
export async function listBookmarks(
	ctx: CommunityContext,
	{ folderId, cursor, limit }: ListBookmarks,
): Promise<Page<Bookmark>> {
	ctx.authorize('enter', 'Community');
	const listing = {
		memberId: selfOf(ctx.actor),
		folderId,
		after: decodeCursor(cursor, Keys),
		limit,
	};
	const rows = await bookmarkRows(ctx.db, listing).execute();
	const page = toPage(rows, limit, (row) => [row.createdAt.toISOString(), row.postId]);
	const cards = await cardsOf(
		ctx,
		page.items.map(({ postId }) => postId),
	);
	const byId = new Map(cards.map((card) => [card.id, card]));
	const items = page.items.map((row) => ({ ...row, post: byId.get(row.postId) ?? null }));
	return { ...page, items };
}

/** The actor's folders by name, each with how much lies in it. */
export async function listFolders(ctx: CommunityContext): Promise<Folder[]> {
	ctx.authorize('enter', 'Community');
	return folderRows(ctx.db, selfOf(ctx.actor)).execute();
}
