import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { chooseFeed } from './choose-feed.ts';
import { dismissSuggestion } from './dismiss-suggestion.ts';
import {
	ChooseFeed,
	DismissSuggestion,
	FeedPage,
	HidePost,
	ListFeed,
	PreviewLine,
	Suggestion,
	Weights,
} from './feeds.schema.ts';
import { hidePost } from './hide-post.ts';
import { listFeed } from './list-feed.ts';
import { suggestFollows } from './suggest-follows.ts';
import { getWeights, previewWeights, saveWeights } from './weigh-feed.ts';

export const feedsRouter = communityRouter({
	list: communityProcedure
		.input(ListFeed)
		.output(FeedPage)
		.query(({ ctx, input }) => listFeed(ctx, input)),
	choose: communityProcedure
		.input(ChooseFeed)
		.output(z.void())
		.mutation(({ ctx, input }) => chooseFeed(ctx, input)),
	hide: communityProcedure
		.input(HidePost)
		.output(z.void())
		.mutation(({ ctx, input }) => hidePost(ctx, input)),
	suggestions: communityProcedure
		.output(z.array(Suggestion))
		.query(({ ctx }) => suggestFollows(ctx)),
	dismiss: communityProcedure
		.input(DismissSuggestion)
		.output(z.void())
		.mutation(({ ctx, input }) => dismissSuggestion(ctx, input)),
	weights: communityProcedure.output(Weights).query(({ ctx }) => getWeights(ctx)),
	saveWeights: communityProcedure
		.input(Weights)
		.output(z.void())
		.mutation(({ ctx, input }) => saveWeights(ctx, input)),
	previewWeights: communityProcedure
		.input(Weights)
		.output(z.array(PreviewLine))
		.query(({ ctx, input }) => previewWeights(ctx, input)),
});
