import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { PostRef } from '../posts/posts.schema.ts';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { readApprovalSettings, saveApprovalSettings } from './approval-settings.ts';
import {
	ApprovalSettings,
	SaveApprovalSettings,
	Approve,
	ListQueue,
	QueuePage,
	Reject,
	Reschedule,
	Resubmit,
	SchedulePost,
	SubmissionDetail,
	SubmissionPage,
	SubmissionRef,
} from './approval.schema.ts';
import { approveSubmission, rejectSubmission } from './decide-submission.ts';
import { resubmit, withdraw } from './own-submission.ts';
import { getSubmission, listMine, listQueue } from './read-submissions.ts';
import { publishNow, reschedule, schedulePost } from './schedule-post.ts';

export const approvalRouter = communityRouter({
	queue: communityProcedure
		.input(ListQueue)
		.output(QueuePage)
		.query(({ ctx, input }) => listQueue(ctx, input)),
	mine: communityProcedure
		.input(PageInput)
		.output(SubmissionPage)
		.query(({ ctx, input }) => listMine(ctx, input)),
	get: communityProcedure
		.input(SubmissionRef)
		.output(SubmissionDetail)
		.query(({ ctx, input }) => getSubmission(ctx, input)),
	approve: communityProcedure
		.input(Approve)
		.output(z.void())
		.mutation(({ ctx, input }) => approveSubmission(ctx, input)),
	reject: communityProcedure
		.input(Reject)
		.output(z.void())
		.mutation(({ ctx, input }) => rejectSubmission(ctx, input)),
	resubmit: communityProcedure
		.input(Resubmit)
		.output(z.void())
		.mutation(({ ctx, input }) => resubmit(ctx, input)),
	withdraw: communityProcedure
		.input(SubmissionRef)
		.output(z.void())
		.mutation(({ ctx, input }) => withdraw(ctx, input)),
	schedule: communityProcedure
		.input(SchedulePost)
		.output(PostRef)
		.mutation(({ ctx, input }) => schedulePost(ctx, input)),
	reschedule: communityProcedure
		.input(Reschedule)
		.output(z.void())
		.mutation(({ ctx, input }) => reschedule(ctx, input)),
	publishNow: communityProcedure
		.input(SubmissionRef)
		.output(z.void())
		.mutation(({ ctx, input }) => publishNow(ctx, input)),
	settings: communityProcedure
		.output(ApprovalSettings)
		.query(({ ctx }) => readApprovalSettings(ctx)),
	saveSettings: communityProcedure
		.input(SaveApprovalSettings)
		.output(z.void())
		.mutation(({ ctx, input }) => saveApprovalSettings(ctx, input)),
});
