import { memberIdOf } from '@kith/kernel/actor';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { recordAction } from '../history/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { submissionById, submissionView, updateSubmission } from '../submissions/index.ts';
import { reword } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import type { Approve, Reject, SubmissionRef } from './approval.schema.ts';
import { notePace } from './pace.queries.ts';
import { release, type Submission } from './release.ts';

/**
 * Publishes what waited, as it was sent or with better words. Throws `texts.not_words`, `approval.already_handled` with the name of who
 * was faster, and `approval.changed_meanwhile` when its author sent it anew.
 */
export async function approveSubmission(ctx: CommunityContext, input: Approve): Promise<void> {
	await ctx.transaction(async (tx) => {
		const submission = await knownSubmission(ctx, tx, input);
		ctx.authorize('approve', 'Submission', submission);
		await checkWaiting(tx, submission, input.version);
		const body = input.body ?? rewordedBody(submission, input);
		await release(ctx, tx, submission, { ...input, body });
		await sign(ctx, tx, submission, '');
		const { id, kind, authorId, spaceId, revisesId } = submission;
		const isEdited = input.title !== undefined || body !== undefined;
		await recordAction(
			ctx,
			tx,
			{ kind: kind === 'post' ? 'post' : 'comment', id: revisesId ?? id },
			{ action: 'approved', details: isEdited ? { edited: 'yes' } : {} },
		);
		tx.audit({
			...{ action: 'submissions.approved', target: targetOf(submission) },
			...(isEdited && { after: { edited: true } }),
		});
		await tx.emit('submissions.approved', {
			...{ submissionId: id, authorId, spaceId, kind: kind === 'post' ? 'post' : 'comment' },
		});
	});
}

/** Sends it back to its author with a reason. Throws as approving does. */
export async function rejectSubmission(ctx: CommunityContext, input: Reject): Promise<void> {
	await ctx.transaction(async (tx) => {
		const submission = await knownSubmission(ctx, tx, input);
		ctx.authorize('approve', 'Submission', submission);
		await checkWaiting(tx, submission, input.version);
		await updateSubmission(tx.db, submission.id, { state: 'rejected' }).execute();
		await sign(ctx, tx, submission, input.reason);
		const { id, kind, authorId, spaceId } = submission;
		const target = targetOf(submission);
		tx.audit({ action: 'submissions.rejected', target, reason: input.reason });
		await tx.emit('submissions.rejected', {
			...{ submissionId: id, authorId, spaceId, kind: kind === 'post' ? 'post' : 'comment' },
		});
	});
}

const rewordedBody = ({ body }: Submission, { rewording }: Approve) =>
	rewording?.length ? reword(body as unknown as RichText, rewording) : undefined;

const targetOf = ({ id, title, authorId, spaceId }: Submission) => ({
	...{ kind: 'submission', id, label: title, memberId: authorId, spaceId },
});

async function knownSubmission(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ submissionId }: SubmissionRef,
): Promise<Submission> {
	const submission = await submissionById(tx.db, submissionId).forUpdate().executeTakeFirst();
	const may = (action: 'approve' | 'read') =>
		submission && isAllowed(ctx.ability, action, 'Submission', submission);
	// What is planned concerns nobody but its author, until its moment comes.
	if (!submission || submission.state === 'scheduled' || (!may('approve') && !may('read')))
		throw new NotFoundError('approval.not_found');
	return submission;
}

async function checkWaiting(
	tx: CommunityTransaction,
	submission: Submission,
	version: number,
): Promise<void> {
	if (submission.state !== 'waiting') {
		const view = await submissionView(tx.db, submission.id).executeTakeFirst();
		const details = { by: view?.deciderName ?? '', verdict: submission.state };
		throw new ConflictError('approval.already_handled', details);
	}
	if (submission.version !== version) throw new ConflictError('approval.changed_meanwhile');
}

async function sign(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ id, sentAt, firstDecidedAt }: Submission,
	reason: string,
): Promise<void> {
	const now = ctx.clock.now();
	const decision = { decidedBy: memberIdOf(ctx.actor), decidedAt: now, reason };
	const first = { firstDecidedAt: firstDecidedAt ?? now };
	await updateSubmission(tx.db, id, { ...decision, ...first }).execute();
	// Last, so that its lock is held for a moment only.
	await notePace(tx.db, Math.max(0, (now.getTime() - sentAt.getTime()) / 1000), now).execute();
}
