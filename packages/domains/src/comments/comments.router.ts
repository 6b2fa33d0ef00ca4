import * as z from 'zod';
import { Edited } from '../submissions/submissions.schema.ts';
import { communityProcedure, communityRouter } from '../trpc.ts';
import {
	CommentLine,
	CommentPage,
	CommentRef,
	CommentsOfMember,
	EditComment,
	ListComments,
	ListReplies,
	PublishComment,
	PublishedComment,
	RemoveComment,
	RestoreComment,
} from './comments.schema.ts';
import { editComment, restoreComment } from './edit-comment.ts';
import { listCommentsOfMember } from './comments-of-member.ts';
import { listComments, listReplies } from './list-comments.ts';
import { markAllRead, markRead, markUnread } from './mark-read.ts';
import { publishComment } from './publish-comment.ts';
import { putBackComment } from './put-back-comment.ts';
import { readPosition } from './read-position.ts';
import { MarkAllRead, MarkRead, PlaceInPost, Reading, ReadingOf } from './reading.schema.ts';
import { deleteComment, removeComment } from './take-down-comment.ts';

export const commentsRouter = communityRouter({
	list: communityProcedure
		.input(ListComments)
		.output(CommentPage)
		.query(({ ctx, input }) => listComments(ctx, input)),
	ofMember: communityProcedure
		.input(CommentsOfMember)
		.output(z.strictObject({ items: z.array(CommentLine), nextCursor: z.string().nullable() }))
		.query(({ ctx, input }) => listCommentsOfMember(ctx, input)),
	replies: communityProcedure
		.input(ListReplies)
		.output(CommentPage)
		.query(({ ctx, input }) => listReplies(ctx, input)),
	publish: communityProcedure
		.input(PublishComment)
		.output(PublishedComment)
		.mutation(({ ctx, input }) => publishComment(ctx, input)),
	edit: communityProcedure
		.input(EditComment)
		.output(Edited)
		.mutation(({ ctx, input }) => editComment(ctx, input)),
	restore: communityProcedure
		.input(RestoreComment)
		.output(Edited)
		.mutation(({ ctx, input }) => restoreComment(ctx, input)),
	delete: communityProcedure
		.input(CommentRef)
		.output(z.void())
		.mutation(({ ctx, input }) => deleteComment(ctx, input)),
	remove: communityProcedure
		.input(RemoveComment)
		.output(z.void())
		.mutation(({ ctx, input }) => removeComment(ctx, input)),
	putBack: communityProcedure
		.input(CommentRef)
		.output(z.void())
		.mutation(({ ctx, input }) => putBackComment(ctx, input)),
	reading: communityProcedure
		.input(ReadingOf)
		.output(Reading)
		.query(({ ctx, input }) => readPosition(ctx, input)),
	markRead: communityProcedure
		.input(MarkRead)
		.output(z.void())
		.mutation(({ ctx, input }) => markRead(ctx, input)),
	markUnread: communityProcedure
		.input(PlaceInPost)
		.output(z.void())
		.mutation(({ ctx, input }) => markUnread(ctx, input)),
	markAllRead: communityProcedure
		.input(MarkAllRead)
		.output(z.void())
		.mutation(({ ctx, input }) => markAllRead(ctx, input)),
});
