import * as z from 'zod';
import { selfOf } from '@kith/kernel/actor';
import { decodeCursor, toPage, type Page, type PageInput } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import type { HiddenPost } from './feeds.schema.ts';
import { hiddenPostsOf } from './hidden.queries.ts';

const Keys = z.tuple([z.uuid()]);

/** What the actor took out of their own feeds, the newest post first, as far as they may read it. One statement. */
export async function listHidden(
	ctx: CommunityContext,
	{ cursor, limit }: PageInput,
): Promise<Page<HiddenPost>> {
	ctx.authorize('enter', 'Community');
	const rows = await hiddenPostsOf(ctx.db, {
		...{ memberId: selfOf(ctx.actor), ability: ctx.ability, limit },
		after: decodeCursor(cursor, Keys)?.[0] ?? null,
	}).execute();
	const page = toPage(rows, limit, ({ id }) => [id]);
	const items = page.items.flatMap(({ spaceId, ...post }) => {
		const space = ctx.snapshot.spaces.find(({ id }) => id === spaceId);
		return space ? [{ ...post, space: space.name }] : [];
	});
	return { ...page, items };
}
