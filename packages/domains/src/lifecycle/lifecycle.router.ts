import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { PostRef } from '../posts/posts.schema.ts';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { answerInvitation, inviteAuthor, removeAuthor } from './co-authors.ts';
import { featurePost, listFeatured } from './feature-post.ts';
import {
	AnswerInvitation,
	FeaturedPage,
	FeaturePost,
	InviteAuthor,
	LockPost,
	MovePost,
	RemoveAuthor,
	SetIdleDays,
	SharePost,
} from './lifecycle.schema.ts';
import { lockPost, setIdleDays } from './lock-post.ts';
import { movePost, sharePost } from './move-post.ts';
import { undoFiling } from './undo-filing.ts';

export const lifecycleRouter = communityRouter({
	featured: communityProcedure
		.input(PageInput)
		.output(FeaturedPage)
		.query(({ ctx, input }) => listFeatured(ctx, input)),
	feature: communityProcedure
		.input(FeaturePost)
		.output(z.void())
		.mutation(({ ctx, input }) => featurePost(ctx, input)),
	lock: communityProcedure
		.input(LockPost)
		.output(z.void())
		.mutation(({ ctx, input }) => lockPost(ctx, input)),
	setIdleDays: communityProcedure
		.input(SetIdleDays)
		.output(z.void())
		.mutation(({ ctx, input }) => setIdleDays(ctx, input)),
	move: communityProcedure
		.input(MovePost)
		.output(z.void())
		.mutation(({ ctx, input }) => movePost(ctx, input)),
	undoFiling: communityProcedure
		.input(PostRef)
		.output(z.void())
		.mutation(({ ctx, input }) => undoFiling(ctx, input)),
	share: communityProcedure
		.input(SharePost)
		.output(z.void())
		.mutation(({ ctx, input }) => sharePost(ctx, input)),
	inviteAuthor: communityProcedure
		.input(InviteAuthor)
		.output(z.void())
		.mutation(({ ctx, input }) => inviteAuthor(ctx, input)),
	answerInvitation: communityProcedure
		.input(AnswerInvitation)
		.output(z.void())
		.mutation(({ ctx, input }) => answerInvitation(ctx, input)),
	removeAuthor: communityProcedure
		.input(RemoveAuthor)
		.output(z.void())
		.mutation(({ ctx, input }) => removeAuthor(ctx, input)),
});
