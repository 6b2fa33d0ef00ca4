import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { findTargets } from './find-targets.ts';
import {
	FindIdeas,
	IdeaRef,
	MergeIdea,
	MergeTargets,
	SetIdeaStatus,
	Vote,
} from './ideas.schema.ts';
import { mergeIdea } from './merge-idea.ts';
import { setIdeaStatus } from './set-idea-status.ts';
import { unmergeIdea } from './unmerge-idea.ts';
import { voteForIdea } from './vote-for-idea.ts';

const Votes = z.strictObject({ voteCount: z.int() });

export const ideasRouter = communityRouter({
	vote: communityProcedure
		.input(Vote)
		.output(Votes)
		.mutation(({ ctx, input }) => voteForIdea(ctx, input)),
	setStatus: communityProcedure
		.input(SetIdeaStatus)
		.output(z.void())
		.mutation(({ ctx, input }) => setIdeaStatus(ctx, input)),
	targets: communityProcedure
		.input(FindIdeas)
		.output(MergeTargets)
		.query(({ ctx, input }) => findTargets(ctx, input)),
	merge: communityProcedure
		.input(MergeIdea)
		.output(Votes)
		.mutation(({ ctx, input }) => mergeIdea(ctx, input)),
	unmerge: communityProcedure
		.input(IdeaRef)
		.output(z.void())
		.mutation(({ ctx, input }) => unmergeIdea(ctx, input)),
});
