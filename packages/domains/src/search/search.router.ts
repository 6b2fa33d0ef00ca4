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
	Suggest,
	Suggestions,
} from './search.schema.ts';
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
	terms: communityProcedure
		.input(SearchTermsInput)
		.output(z.array(SearchTerm))
		.query(({ ctx, input }) => listTerms(ctx, input)),
});
