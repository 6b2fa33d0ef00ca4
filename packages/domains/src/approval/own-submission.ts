import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { attachPictures } from '../posts/index.ts';
import { isEmptyText } from '../rich-text/index.ts';
import { deleteSubmission, submissionById, updateSubmission } from '../submissions/index.ts';
import type { Resubmit, SubmissionRef } from './approval.schema.ts';
import type { Submission } from './release.ts';

/** Sends one's own text anew: what was sent back waits again at the end of the line, what waits keeps its place. */
export async function resubmit(ctx: CommunityContext, input: Resubmit): Promise<void> {
	await ctx.transaction(async (tx) => {
		const submission = await ownSubmission(ctx, tx, input);
		ctx.authorize('update', 'Submission', submission);
		if (submission.version !== input.version) throw new ConflictError('approval.changed_meanwhile');
		if (isEmptyText(input.body)) throw new InvalidError('posts.empty');
		const { id, kind, authorId, spaceId, state } = submission;
		const now = ctx.clock.now();
		await attachPictures(tx.db, input.body, { ownerId: authorId, spaceId, subjectId: id, now });
		const isBack = state === 'rejected';
		await updateSubmission(tx.db, id, {
			...{ title: kind === 'post' ? (input.title ?? submission.title) : '', body: input.body },
			...(isBack && {
				state: 'waiting',
				sentAt: now,
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
