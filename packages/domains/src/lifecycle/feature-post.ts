import * as z from 'zod';
import { decodeCursor, toPage, type PageInput } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { postTarget, toCards } from '../posts/index.ts';
import { featuredPosts, setLife } from './lifecycle.queries.ts';
import type { FeaturedPage, FeaturePost } from './lifecycle.schema.ts';
import { livePost, tell } from './live-post.ts';

/** Puts a post on the list of what is worth reading, or takes it off. */
export async function featurePost(
	ctx: CommunityContext,
	{ postId, featured }: FeaturePost,
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const post = await livePost(ctx, tx, postId);
		ctx.authorize('feature', 'Post', post);
		if ((post.featuredAt !== null) === featured) return;
		await setLife(tx.db, post.id, { featuredAt: featured ? ctx.clock.now() : null }).execute();
		await tell(ctx, tx, post, { action: featured ? 'featured' : 'unfeatured' });
		const action = featured ? 'posts.featured' : 'posts.unfeatured';
		tx.audit({ action, target: postTarget(post) });
		const name = featured ? 'lifecycle.post_featured' : 'lifecycle.post_unfeatured';
		await tx.emit(name, { postId: post.id, spaceId: post.spaceId });
	});
}

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);

/** The featured posts that the viewer may read, last featured first. Two statements. */
export async function listFeatured(ctx: CommunityContext, input: PageInput): Promise<FeaturedPage> {
	ctx.authorize('enter', 'Community');
	const rows = await featuredPosts(ctx.db, {
		...{ ability: ctx.ability, viewerId: ctx.grants.memberId, limit: input.limit },
		after: decodeCursor(input.cursor, Keys),
	}).execute();
	const page = toPage(rows, input.limit, ({ featuredAt, id }) => [
		featuredAt?.toISOString() ?? '',
		id,
	]);
	return { ...page, items: await toCards(ctx, page.items) };
}
