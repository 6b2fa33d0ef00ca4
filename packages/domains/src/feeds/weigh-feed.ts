import type { CommunityContext } from '../context.ts';
import { saveSetting, settingTarget } from '../communities/index.ts';
import { chosenFeed } from './choose-feed.ts';
import type { PreviewLine, Weights } from './feeds.schema.ts';
import { rankFeed } from './rank-feed.ts';

const LINES = 10;

/** How the community weighs what is new, talked about, followed and unseen. */
export async function getWeights(ctx: CommunityContext): Promise<Weights> {
	ctx.authorize('administer', 'Setting', { key: 'feed' });
	return (await chosenFeed(ctx, {})).weights;
}

/** Sets the community's weights, for every member's next look. */
export async function saveWeights(ctx: CommunityContext, weights: Weights): Promise<void> {
	ctx.authorize('administer', 'Setting', { key: 'feed' });
	await ctx.transaction(async (tx) => {
		const { weights: before } = await chosenFeed({ ...ctx, db: tx.db }, {});
		await saveSetting(tx.db, 'feed', weights, ctx.clock.now()).execute();
		tx.audit({
			...{ action: 'settings.updated', target: settingTarget('feed'), before, after: weights },
		});
	});
}

/** The first posts as these weights would show them to the actor, and how far each would move. */
export async function previewWeights(
	ctx: CommunityContext,
	weights: Weights,
): Promise<PreviewLine[]> {
	ctx.authorize('administer', 'Setting', { key: 'feed' });
	const { learning, weights: used } = await chosenFeed(ctx, {});
	const [now, then] = await Promise.all([
		rankFeed(ctx, { limit: 50 }, { learning, weights: used }),
		rankFeed(ctx, { limit: LINES }, { learning, weights }),
	]);
	return then.items.map(({ id, title, author, why }, index) => {
		const before = now.items.findIndex((item) => item.id === id);
		return {
			...{ postId: id, title, author: author.name, why },
			moved: before < 0 ? null : before - index,
		};
	});
}
