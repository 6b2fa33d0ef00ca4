import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import { ConflictError, InvalidError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { attachPictures, authorizePosting } from '../posts/index.ts';
import type { PostRef } from '../posts/posts.schema.ts';
import { checkPollEnd } from '../polls/index.ts';
import { isEmptyText } from '../rich-text/index.ts';
import { hold, updateSubmission } from '../submissions/index.ts';
import { checkTags } from '../tags/index.ts';
import type { Reschedule, SchedulePost, SubmissionRef } from './approval.schema.ts';
import { ownSubmission } from './own-submission.ts';
import { publishDue } from './publish-due.ts';

const FARTHEST_DAYS = 366;

/** Keeps a post until the moment it is to be published. A retry with the same id finds it kept. */
// authorize: authorizePosting asks, as for a post that is published at once.
export async function schedulePost(ctx: CommunityContext, input: SchedulePost): Promise<PostRef> {
	const authorId = authorizePosting(ctx, input);
	const { id, spaceId, title, body, publishAt, timeZone, ...extras } = input;
	checkMoment(ctx, input);
	if (input.poll) checkPollEnd(input.poll, publishAt);
	if (isEmptyText(body)) throw new InvalidError('posts.empty');
	await ctx.transaction(async (tx) => {
		const now = ctx.clock.now();
		await checkTags(ctx, tx, { spaceId, names: input.tags ?? [] });
		await attachPictures(tx.db, body, { ownerId: authorId, spaceId, subjectId: id, now });
		const text = { id, kind: 'post' as const, authorId, spaceId, title, body, extras };
		await hold(ctx, tx, { ...text, publishAt, timeZone });
		await plan(ctx, tx, id, publishAt);
	});
	return { postId: id };
}

/** Moves one's own planned post to another moment. */
export async function reschedule(ctx: CommunityContext, input: Reschedule): Promise<void> {
	await ctx.transaction(async (tx) => {
		const submission = await ownSubmission(ctx, tx, input);
		ctx.authorize('update', 'Submission', submission);
		const { id, state, version } = submission;
		if (state !== 'scheduled') throw new ConflictError('approval.not_scheduled');
		if (version !== input.version) throw new ConflictError('approval.changed_meanwhile');
		checkMoment(ctx, input);
		const { publishAt, timeZone } = input;
		await updateSubmission(tx.db, id, { publishAt, timeZone }).execute();
		await plan(ctx, tx, id, publishAt);
	});
}

/** Publishes one's own planned post at once; where the rules ask for approval, it waits from now on. */
export async function publishNow(ctx: CommunityContext, input: SubmissionRef): Promise<void> {
	await ctx.transaction(async (tx) => {
		const submission = await ownSubmission(ctx, tx, input);
		ctx.authorize('update', 'Submission', submission);
		if (submission.state !== 'scheduled') throw new ConflictError('approval.not_scheduled');
		await publishDue(ctx, tx, submission);
	});
}

function checkMoment(ctx: CommunityContext, { publishAt, timeZone }: Reschedule | SchedulePost) {
	const now = ctx.clock.now();
	if (publishAt <= now) throw new InvalidError('approval.moment_is_past');
	if (publishAt > addSeconds(now, FARTHEST_DAYS * 86_400))
		throw new InvalidError('approval.moment_too_far');
	try {
		new Intl.DateTimeFormat('en', { timeZone });
	} catch {
		throw new InvalidError('approval.unknown_time_zone');
	}
}

/** The job finds the row by its key: a post moved to another moment has one job, the later one. */
function plan(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	submissionId: string,
	publishAt: Date,
): Promise<void> {
	const payload = { communityId: ctx.community.id, submissionId };
	const key = `publish-scheduled:${ctx.community.id}:${submissionId}`;
	return requestJob(tx.db, 'publish-scheduled', payload, {
		...{ key, now: ctx.clock.now(), runAt: publishAt },
	});
}
