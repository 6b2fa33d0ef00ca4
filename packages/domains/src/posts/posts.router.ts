import * as z from 'zod';
import { Edited } from '../submissions/submissions.schema.ts';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { changeKind } from './change-kind.ts';
import { deleteExamples } from './delete-examples.ts';
import { editPost, restorePost } from './edit-post.ts';
import { pinPost } from './pin-post.ts';
import {
	ChangeKind,
	EditPost,
	ListPosts,
	ListTagged,
	PinPost,
	PostCard,
	PostDetail,
	PostRef,
	Published,
	PublishPost,
	Removal,
	RemovePost,
	RestorePost,
} from './posts.schema.ts';
import { publishPost } from './publish-post.ts';
import { putBackPost } from './put-back-post.ts';
import { getPost, listPinned, listPosts } from './read-posts.ts';
import { listTagged } from './read-tagged-posts.ts';
import { readRemoval } from './read-removal.ts';
import { deletePost, removePost } from './take-down-post.ts';

export const postsRouter = communityRouter({
	list: communityProcedure
		.input(ListPosts)
		.output(z.strictObject({ items: z.array(PostCard), nextCursor: z.string().nullable() }))
		.query(({ ctx, input }) => listPosts(ctx, input)),
	tagged: communityProcedure
		.input(ListTagged)
		.output(z.strictObject({ items: z.array(PostCard), nextCursor: z.string().nullable() }))
		.query(({ ctx, input }) => listTagged(ctx, input)),
	pinned: communityProcedure
		.input(z.strictObject({ spaceId: z.uuid() }))
		.output(z.array(PostCard))
		.query(({ ctx, input }) => listPinned(ctx, input.spaceId)),
	get: communityProcedure
		.input(PostRef)
		.output(PostDetail)
		.query(({ ctx, input }) => getPost(ctx, input)),
	publish: communityProcedure
		.input(PublishPost)
		.output(Published)
		.mutation(({ ctx, input }) => publishPost(ctx, input)),
	edit: communityProcedure
		.input(EditPost)
		.output(Edited)
		.mutation(({ ctx, input }) => editPost(ctx, input)),
	restore: communityProcedure
		.input(RestorePost)
		.output(Edited)
		.mutation(({ ctx, input }) => restorePost(ctx, input)),
	changeKind: communityProcedure
		.input(ChangeKind)
		.output(z.void())
		.mutation(({ ctx, input }) => changeKind(ctx, input)),
	delete: communityProcedure
		.input(PostRef)
		.output(z.void())
		.mutation(({ ctx, input }) => deletePost(ctx, input)),
	remove: communityProcedure
		.input(RemovePost)
		.output(z.void())
		.mutation(({ ctx, input }) => removePost(ctx, input)),
	removal: communityProcedure
		.input(PostRef)
		.output(Removal)
		.query(({ ctx, input }) => readRemoval(ctx, input)),
	putBack: communityProcedure
		.input(PostRef)
		.output(z.void())
		.mutation(({ ctx, input }) => putBackPost(ctx, input)),
	pin: communityProcedure
		.input(PinPost)
		.output(z.void())
		.mutation(({ ctx, input }) => pinPost(ctx, input)),
	deleteExamples: communityProcedure.output(z.int()).mutation(({ ctx }) => deleteExamples(ctx)),
});
