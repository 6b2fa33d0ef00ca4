import * as z from 'zod';
import { communityProcedure, communityRouter, platformProcedure, platformRouter } from '../trpc.ts';
import { mergeMembers } from './merge-members.ts';
import { MergeMembers, MergePair, MergePreview } from './merging.schema.ts';
import { previewMerge } from './preview-merge.ts';

export const mergingRouter = communityRouter({
	preview: communityProcedure
		.input(MergePair)
		.output(MergePreview)
		.query(({ ctx, input }) => previewMerge(ctx, input)),
});

/** Of the platform, because staff prove there who they are. */
export const mergingPlatformRouter = platformRouter({
	merge: platformProcedure
		.input(MergeMembers)
		.output(z.void())
		.mutation(({ ctx, input }) => mergeMembers(ctx, input)),
});
