import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import {
	Filing,
	FilingPreview,
	FilingRuleRef,
	PreviewFiling,
	SaveFiling,
} from './filing.schema.ts';
import { previewFiling } from './preview-filing.ts';
import { readFiling } from './read-filing.ts';
import { resumeRule, saveFiling } from './save-filing.ts';

export const filingRouter = communityRouter({
	list: communityProcedure.output(Filing).query(({ ctx }) => readFiling(ctx)),
	preview: communityProcedure
		.input(PreviewFiling)
		.output(FilingPreview)
		.query(({ ctx, input }) => previewFiling(ctx, input)),
	save: communityProcedure
		.input(SaveFiling)
		.output(z.strictObject({ version: z.int() }))
		.mutation(({ ctx, input }) => saveFiling(ctx, input)),
	resume: communityProcedure
		.input(FilingRuleRef)
		.output(z.void())
		.mutation(({ ctx, input }) => resumeRule(ctx, input)),
});
