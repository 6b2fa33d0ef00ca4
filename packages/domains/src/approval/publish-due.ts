import { addSeconds } from '@kith/kernel/clock';
import type { CommunityContext, CommunityTransaction, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { readStandingOf } from '../members/index.ts';
import { grantsOf } from '../permissions/grants.ts';
import { needsApproval, submissionById, updateSubmission } from '../submissions/index.ts';
import { release, type Submission } from './release.ts';

/** Clocks of the queue and of this process may differ a little. */
const EARLY_SECONDS = 60;

/**
 * The job behind a planned post: publishes it when its moment has come, once, however often it runs. A post that was
 * moved, taken back or published meanwhile is left alone.
 */
export async function publishScheduled(
	services: Services,
	{ communityId, submissionId }: { communityId: string; submissionId: string },
): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const ctx = await createJobContext(services, community, 'publish-scheduled');
	await ctx.transaction(async (tx) => {
		const submission = await submissionById(tx.db, submissionId).forUpdate().executeTakeFirst();
		const { state, publishAt } = submission ?? {};
		if (!submission || state !== 'scheduled' || !publishAt) return;
		if (publishAt > addSeconds(ctx.clock.now(), EARLY_SECONDS)) return;
		await publishDue(ctx, tx, submission);
	});
}

/**
 * Publishes a planned post as its author stands now: who needs approval by now waits for it, who may no longer post
 * there gets the post back.
 */
// authorize: asked for the author, who is not the one acting when the moment comes.
export async function publishDue(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	submission: Submission,
): Promise<void> {
	const { id, authorId, spaceId } = submission;
	const standing = await readStandingOf(tx.db, authorId);
	const { snapshot } = ctx;
	const grants =
		standing?.status === 'active' ? grantsOf(snapshot, { ...standing, memberId: authorId }) : null;
	const now = ctx.clock.now();
	if (!grants?.has('posts:publish') || !grants.spaces.postable.includes(spaceId)) {
		await updateSubmission(tx.db, id, { state: 'rejected', decidedAt: now }).execute();
		return;
	}
	if (needsApproval(snapshot, grants, { spaceId, kind: 'discussion' })) {
		await updateSubmission(tx.db, id, { state: 'waiting', sentAt: now }).execute();
		const held = { submissionId: id, authorId, spaceId, kind: 'post' as const };
		await tx.emit('submissions.held', held);
		return;
	}
	await release(ctx, tx, submission);
}
