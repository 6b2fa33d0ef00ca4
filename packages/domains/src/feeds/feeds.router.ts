import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { chooseFeed } from './choose-feed.ts';
import { dismissSuggestion } from './dismiss-suggestion.ts';
import {
	ChooseFeed,
	DismissSuggestion,
	FeedPage,
	HiddenPage,
	HidePost,
	ListFeed,
	Personal,
	PreviewLine,
	RelatedPost,
	RelatedTo,
	Suggestion,
	SwitchPersonal,
	Weights,
} from './feeds.schema.ts';
import { forgetLearned } from './forget-learned.ts';
import { hidePost } from './hide-post.ts';
import { listHidden } from './list-hidden.ts';
import { listFeed } from './list-feed.ts';
import { readPersonal } from './read-personal.ts';
import { relatedTo } from './related-to.ts';
import { suggestFollows } from './suggest-follows.ts';
import { switchPersonal } from './switch-personal.ts';
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
	hidden: communityProcedure
		.input(PageInput)
		.output(HiddenPage)
		.query(({ ctx, input }) => listHidden(ctx, input)),
	related: communityProcedure
		.input(RelatedTo)
		.output(z.array(RelatedPost))
		.query(({ ctx, input }) => relatedTo(ctx, input)),
	suggestions: communityProcedure
		.output(z.array(Suggestion))
		.query(({ ctx }) => suggestFollows(ctx)),
	dismiss: communityProcedure
		.input(DismissSuggestion)
		.output(z.void())
		.mutation(({ ctx, input }) => dismissSuggestion(ctx, input)),
	personal: communityProcedure.output(Personal).query(({ ctx }) => readPersonal(ctx)),
	switchPersonal: communityProcedure
		.input(SwitchPersonal)
		.output(z.void())
		.mutation(({ ctx, input }) => switchPersonal(ctx, input)),
	forgetLearned: communityProcedure.output(z.void()).mutation(({ ctx }) => forgetLearned(ctx)),
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
