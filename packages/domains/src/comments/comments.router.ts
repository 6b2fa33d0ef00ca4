import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import {
	CommentPage,
	CommentRef,
	EditComment,
	ListComments,
	PublishComment,
} from './comments.schema.ts';
import { editComment } from './edit-comment.ts';
import { listComments } from './list-comments.ts';
import { publishComment } from './publish-comment.ts';
import { deleteComment, removeComment } from './take-down-comment.ts';

export const commentsRouter = communityRouter({
	list: communityProcedure
		.input(ListComments)
		.output(CommentPage)
		.query(({ ctx, input }) => listComments(ctx, input)),
	publish: communityProcedure
		.input(PublishComment)
		.output(CommentRef)
		.mutation(({ ctx, input }) => publishComment(ctx, input)),
	edit: communityProcedure
		.input(EditComment)
		.output(z.strictObject({ version: z.int() }))
		.mutation(({ ctx, input }) => editComment(ctx, input)),
	delete: communityProcedure
		.input(CommentRef)
		.output(z.void())
		.mutation(({ ctx, input }) => deleteComment(ctx, input)),
	remove: communityProcedure
		.input(CommentRef)
		.output(z.void())
		.mutation(({ ctx, input }) => removeComment(ctx, input)),
});
