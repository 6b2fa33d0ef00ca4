import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { insertSubmission, submissionById } from './submissions.queries.ts';
import type { HeldFor } from './submissions.schema.ts';

type Held = {
	id: string;
	kind: 'post' | 'comment';
	authorId: string;
	spaceId: string;
	postId?: string;
	title?: string;
	body: RichText;
	/** Everything else that is needed to publish it. */
	extras: object;
	/** When it is to be published by itself; without it, it waits for approval. */
	publishAt?: Date;
	timeZone?: string;
	/** What of the rules made it wait; null for what is to be published by itself. */
	heldFor?: HeldFor | null;
};

/** Keeps what was written until it may be published. A retry with the same id finds it kept. */
// authorize: the verbs that publish have asked.
export async function hold(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ postId, title = '', publishAt, timeZone, heldFor = null, ...held }: Held,
): Promise<void> {
	const { id, kind, authorId, spaceId } = held;
	const now = ctx.clock.now();
	const inserted = await insertSubmission(tx.db, {
		...{ ...held, title, postId: postId ?? null, sentAt: now },
		...{ heldAt: publishAt ? null : now, heldFor },
		...{ state: publishAt ? 'scheduled' : 'waiting', revisesId: null },
		...{ publishAt: publishAt ?? null, timeZone: timeZone ?? null },
	}).executeTakeFirst();
	if (!inserted) {
		const existing = await submissionById(tx.db, id).executeTakeFirst();
		if (existing?.authorId !== authorId) throw new ConflictError('posts.id_taken');
		return;
	}
	if (!publishAt) await tx.emit('submissions.held', { submissionId: id, authorId, kind, spaceId });
}
