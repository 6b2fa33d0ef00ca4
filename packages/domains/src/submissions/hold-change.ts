import { newId } from '@kith/kernel/ids';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { insertSubmission, openChange, updateSubmission } from './submissions.queries.ts';
import type { HeldFor } from './submissions.schema.ts';

type HeldChange = {
	kind: 'post' | 'comment';
	/** The post or comment that it changes. */
	revisesId: string;
	postId: string;
	/** Who changes it; an author has one change of it at a time. */
	authorId: string;
	spaceId: string;
	title?: string;
	body: RichText;
	/** Everything else that changes along. */
	extras: object;
	/** What of the rules made it wait. */
	heldFor: HeldFor | null;
};

/**
 * Keeps a change of what is on the site until it is approved; till then everybody reads what was approved before.
 * Takes the place of the change that its author had waiting or got back. Returns its id. Call it under the lock of
 * what it changes.
 */
// authorize: the verbs that edit have asked.
export async function holdChange(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ title = '', body, extras, heldFor, ...change }: HeldChange,
): Promise<string> {
	const { kind, revisesId, authorId, spaceId } = change;
	const open = await openChange(tx.db, revisesId, authorId).forUpdate().executeTakeFirst();
	const id = open?.id ?? newId();
	const isSent = open?.state !== 'waiting';
	const sent = { state: 'waiting' as const, sentAt: ctx.clock.now() };
	if (open)
		await updateSubmission(tx.db, id, {
			...{ title, body, extras },
			...(isSent && { ...sent, reason: '', decidedBy: null, decidedAt: null }),
		}).execute();
	else
		await insertSubmission(tx.db, {
			...{ ...change, ...sent, id, title, body, extras, publishAt: null, timeZone: null },
			...{ heldAt: sent.sentAt, heldFor },
		}).execute();
	if (isSent) await tx.emit('submissions.held', { submissionId: id, authorId, kind, spaceId });
	return id;
}
