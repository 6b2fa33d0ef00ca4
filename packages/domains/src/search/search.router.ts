import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { find } from './find.ts';
import { listTerms } from './list-terms.ts';
import { beforeTyping, forgetSearch } from './recent-searches.ts';
import {
	BeforeTyping,
	Find,
	FindResult,
	ForgetSearch,
	SearchTerm,
	SearchTermsInput,
	Similar,
	SimilarTitle,
	Suggest,
	Suggestions,
} from './search.schema.ts';
import { similar } from './similar.ts';
import { suggest } from './suggest.ts';

export const searchRouter = communityRouter({
	find: communityProcedure
		.input(Find)
		.output(FindResult)
		.query(({ ctx, input }) => find(ctx, input)),
	suggest: communityProcedure
		.input(Suggest)
		.output(Suggestions)
		.query(({ ctx, input }) => suggest(ctx, input)),
	recent: communityProcedure.output(BeforeTyping).query(({ ctx }) => beforeTyping(ctx)),
	forget: communityProcedure
		.input(ForgetSearch)
		.output(z.void())
		.mutation(({ ctx, input }) => forgetSearch(ctx, input)),
	similar: communityProcedure
		.input(Similar)
		.output(z.array(SimilarTitle))
		.query(({ ctx, input }) => similar(ctx, input)),
	terms: communityProcedure
		.input(SearchTermsInput)
		.output(z.array(SearchTerm))
		.query(({ ctx, input }) => listTerms(ctx, input)),
});
