import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { insertSubmission, submissionById } from './submissions.queries.ts';

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
};

/** Keeps what was written until it may be published. A retry with the same id finds it kept. */
// authorize: the verbs that publish have asked.
export async function hold(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ postId, title = '', publishAt, timeZone, ...held }: Held,
): Promise<void> {
	const { id, kind, authorId, spaceId } = held;
	const inserted = await insertSubmission(tx.db, {
		...{ ...held, title, postId: postId ?? null, sentAt: ctx.clock.now() },
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
