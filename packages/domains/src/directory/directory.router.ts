import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { deleteSearch } from './delete-search.ts';
import { RenameSearch, SavedSearch, SearchRef } from './directory.schema.ts';
import { listSearches } from './read-searches.ts';
import { renameSearch } from './rename-search.ts';
import { saveSearch } from './save-search.ts';

export const directoryRouter = communityRouter({
	searches: communityProcedure.output(z.array(SavedSearch)).query(({ ctx }) => listSearches(ctx)),
	saveSearch: communityProcedure
		.input(SavedSearch)
		.output(z.void())
		.mutation(({ ctx, input }) => saveSearch(ctx, input)),
	renameSearch: communityProcedure
		.input(RenameSearch)
		.output(z.void())
		.mutation(({ ctx, input }) => renameSearch(ctx, input)),
	deleteSearch: communityProcedure
		.input(SearchRef)
		.output(z.void())
		.mutation(({ ctx, input }) => deleteSearch(ctx, input)),
});
