import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { attachPictures } from '../posts/index.ts';
import { checkPollEnd } from '../polls/index.ts';
import { isEmptyText } from '../rich-text/index.ts';
import { deleteSubmission, submissionById, updateSubmission } from '../submissions/index.ts';
import { checkTags } from '../tags/index.ts';
import type { Resubmit, SubmissionRef } from './approval.schema.ts';
import type { Submission } from './release.ts';

/** Sends one's own text anew: what was sent back waits again at the end of the line, what waits keeps its place. */
export async function resubmit(ctx: CommunityContext, input: Resubmit): Promise<void> {
	await ctx.transaction(async (tx) => {
		const submission = await ownSubmission(ctx, tx, input);
		ctx.authorize('update', 'Submission', submission);
		if (submission.version !== input.version) throw new ConflictError('approval.changed_meanwhile');
		if (isEmptyText(input.body)) throw new InvalidError('posts.empty');
		const { id, kind, authorId, spaceId, state, heldAt } = submission;
		const now = ctx.clock.now();
		await attachPictures(tx.db, input.body, { ownerId: authorId, spaceId, subjectId: id, now });
		const isBack = state === 'rejected';
		const extras = await extrasOf(ctx, tx, submission, input);
		await updateSubmission(tx.db, id, {
			...{ title: kind === 'post' ? (input.title ?? submission.title) : '', body: input.body },
			...(extras && { extras }),
			...(isBack && {
				state: 'waiting',
				sentAt: now,
				heldAt: heldAt ?? now,
				reason: '',
				decidedBy: null,
				decidedAt: null,
			}),
		}).execute();
		if (isBack)
			await tx.emit('submissions.held', {
				...{ submissionId: id, authorId, spaceId, kind: kind === 'post' ? 'post' : 'comment' },
			});
	});
}

/** What goes along with the text, where that is changed. Throws what tags are refused with, and `approval.no_poll_here`. */
async function extrasOf(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ extras, kind, publishAt, revisesId, spaceId }: Submission,
	{ contentWarning, poll, tags }: Resubmit,
): Promise<object | undefined> {
	if (kind !== 'post') return undefined;
	if (poll !== undefined && revisesId) throw new InvalidError('approval.no_poll_here');
	if (poll) checkPollEnd(poll, publishAt ?? ctx.clock.now());
	if (tags) await checkTags(ctx, tx, { spaceId, names: tags });
	const { poll: before, ...rest } = extras as Record<string, unknown>;
	const pollNow = poll === undefined ? before : poll;
	return {
		...rest,
		...(pollNow ? { poll: pollNow } : {}),
		...(contentWarning !== undefined && { contentWarning }),
		...(tags && { tags }),
	};
}

/** Takes back what waits, was sent back or is planned: it is never published. */
export async function withdraw(ctx: CommunityContext, input: SubmissionRef): Promise<void> {
	await ctx.transaction(async (tx) => {
		const submission = await ownSubmission(ctx, tx, input);
		ctx.authorize('delete', 'Submission', submission);
		await deleteSubmission(tx.db, submission.id).execute();
	});
}

/** What the actor may read and is not published yet, locked. Throws `approval.not_found` for any other. */
// authorize: each verb asks for what it does.
export async function ownSubmission(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ submissionId }: SubmissionRef,
): Promise<Submission> {
	const submission = await submissionById(tx.db, submissionId).forUpdate().executeTakeFirst();
	if (!submission || !isAllowed(ctx.ability, 'read', 'Submission', submission))
		throw new NotFoundError('approval.not_found');
	if (submission.state === 'published') throw new ConflictError('approval.already_published');
	return submission;
}
