import { ConflictError, InvalidError } from '@kith/kernel/errors';
import { notedTerms, settleTerms } from '../announcements/index.ts';
import { TO_EVERYONE } from '../announcements/announcements.schema.ts';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { fileNew, findFiling } from '../filing/index.ts';
import { writePoll } from '../polls/index.ts';
import { excerptOf, isEmptyText } from '../rich-text/index.ts';
import { tagPost } from '../tags/index.ts';
import { attachPictures } from './attach-pictures.ts';
import { postTarget } from './post-target.ts';
import { countPostInSpace, insertPost, postById } from './posts.queries.ts';
import type { PublishPost } from './posts.schema.ts';

/**
 * Puts a post on the site, in the caller's transaction and in its author's name; `ctx` is the author's, because what
 * they may tag is asked. The rules of the community file it as it is written, so that nobody finds it anywhere else
 * before. Returns false when it had been there. Throws `posts.id_taken` when its id is another member's post.
 */
// authorize: the verbs that publish have asked.
export async function placePost(
	ctx: Pick<CommunityContext, 'ability' | 'clock' | 'community' | 'grants' | 'snapshot'>,
	tx: CommunityTransaction,
	authorId: string,
	input: PublishPost,
): Promise<boolean> {
	const { id, title, body, contentWarning = '', kind = 'discussion' } = input;
	if (isEmptyText(body)) throw new InvalidError('posts.empty');
	const terms = input.announcement && settleTerms(ctx.snapshot, input.announcement);
	const now = ctx.clock.now();
	if (await isThere(tx, id, authorId)) return false;
	const fromSpaceId = input.spaceId;
	const filing = await findFiling(ctx, tx, { authorId, spaceId: fromSpaceId, kind, title, body });
	const spaceId = filing.course.toSpaceId ?? fromSpaceId;
	const placement = { ownerId: authorId, spaceId, fromSpaceId, subjectId: id, now };
	const coverFileId = await attachPictures(tx.db, body, placement);
	const inserted = await insertPost(tx.db, {
		...{ id, spaceId, authorId, title, body, contentWarning, kind },
		...{ excerpt: excerptOf(body), coverFileId, createdAt: now, locale: ctx.community.locale },
		hasPoll: input.poll !== undefined,
		facts: kind === 'announcement' ? (terms ?? TO_EVERYONE) : {},
	}).executeTakeFirst();
	// Somebody sent the same twice at one moment.
	if (!inserted) return !(await isThere(tx, id, authorId));
	if (input.poll) await writePoll(tx.db, { poll: input.poll, postId: id, now });
	await countPostInSpace(tx.db, spaceId, now).execute();
	// What its author chose is asked where they chose it.
	await tagPost(ctx, tx, { postId: id, spaceId: fromSpaceId, names: input.tags ?? [] });
	if (kind === 'announcement')
		tx.audit({
			...{ action: 'announcements.sent', target: postTarget({ id, title, authorId, spaceId }) },
			after: notedTerms(ctx.snapshot, terms),
		});
	await tx.emit('posts.published', { postId: id, spaceId });
	await fileNew(ctx, tx, filing, { postId: id, fromSpaceId });
	return true;
}

async function isThere(
	{ db }: CommunityTransaction,
	postId: string,
	authorId: string,
): Promise<boolean> {
	const existing = await postById(db, postId).executeTakeFirst();
	if (existing && existing.authorId !== authorId) throw new ConflictError('posts.id_taken');
	return existing !== undefined;
}
