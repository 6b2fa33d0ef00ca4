import { addSeconds } from '@kith/kernel/clock';
import { AppError } from '@kith/kernel/errors';
import { settleTerms } from '../announcements/index.ts';
import type { CommunityContext, CommunityTransaction, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import type { PublishPost } from '../posts/posts.schema.ts';
import { submissionById, updateSubmission, whyHeld } from '../submissions/index.ts';
import { checkTags } from '../tags/index.ts';
import { authorOf, type Author } from './author-of.ts';
import { asPost, release, type Submission } from './release.ts';

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
	const author = await authorOf(ctx, tx, authorId);
	const post = asPost(submission);
	const { kind = 'discussion' } = post;
	const now = ctx.clock.now();
	if (!(await mayStillPost(author, tx, post))) {
		await updateSubmission(tx.db, id, { state: 'rejected', decidedAt: now }).execute();
		return;
	}
	const writer = { db: tx.db, snapshot: ctx.snapshot, grants: author.grants };
	const heldFor = await whyHeld(writer, { spaceId, kind });
	if (heldFor) {
		const waits = { state: 'waiting' as const, sentAt: now, heldAt: now, heldFor };
		await updateSubmission(tx.db, id, waits).execute();
		const held = { submissionId: id, authorId, spaceId, kind: 'post' as const };
		await tx.emit('submissions.held', held);
		return;
	}
	await release(ctx, tx, submission);
}

async function mayStillPost(
	author: Author,
	tx: CommunityTransaction,
	{ spaceId, kind, announcement, tags = [] }: PublishPost,
): Promise<boolean> {
	const { grants, snapshot } = author;
	if (!author.isActive || !grants.spaces.postable.includes(spaceId)) return false;
	if (kind === 'announcement' && !grants.where('posts:announce').includes(spaceId)) return false;
	try {
		if (announcement) settleTerms(snapshot, announcement);
		await checkTags(author, tx, { spaceId, names: tags });
		return true;
	} catch (error) {
		if (error instanceof AppError) return false;
		throw error;
	}
}
