import { memberIdOf } from '@kith/kernel/actor';
import {
	ConflictError,
	InvalidError,
	NotFoundError,
	UnauthenticatedError,
} from '@kith/kernel/errors';
import { settleTerms } from '../announcements/index.ts';
import { TO_EVERYONE } from '../announcements/announcements.schema.ts';
import type { CommunityContext } from '../context.ts';
import { writePoll } from '../polls/index.ts';
import { excerptOf, isEmptyText } from '../rich-text/index.ts';
import { tagPost } from '../tags/index.ts';
import { attachPictures } from './attach-pictures.ts';
import { countPostInSpace, insertPost, postById } from './posts.queries.ts';
import type { PostRef, PublishPost } from './posts.schema.ts';

/** Publishes a post in a space. A retry with the same id finds the post published and changes nothing. */
export async function publishPost(ctx: CommunityContext, input: PublishPost): Promise<PostRef> {
	const space = ctx.snapshot.spaces.find(({ id }) => id === input.spaceId);
	if (!space || !ctx.grants.spaces.readable.includes(space.id))
		throw new NotFoundError('spaces.not_found');
	ctx.authorize('create', 'Post', { spaceId: space.id });
	if (input.kind === 'announcement') ctx.authorize('announce', 'Post', { spaceId: space.id });
	const terms = input.announcement && settleTerms(ctx.snapshot, input.announcement);
	const authorId = memberIdOf(ctx.actor);
	if (!authorId) throw new UnauthenticatedError('identity.sign_in_needed');
	if (isEmptyText(input.body)) throw new InvalidError('posts.empty');
	return ctx.transaction(async (tx) => {
		const now = ctx.clock.now();
		const coverFileId = await attachPictures(tx.db, input.body, {
			ownerId: authorId,
			spaceId: space.id,
			subjectId: input.id,
			now,
		});
		const inserted = await insertPost(tx.db, {
			...{ id: input.id, spaceId: space.id, authorId, title: input.title, body: input.body },
			...{ excerpt: excerptOf(input.body), coverFileId, createdAt: now },
			...{ locale: ctx.community.locale, kind: input.kind ?? 'discussion' },
			hasPoll: input.poll !== undefined,
			facts: input.kind === 'announcement' ? (terms ?? TO_EVERYONE) : {},
		}).executeTakeFirst();
		if (!inserted) {
			const existing = await postById(tx.db, input.id).executeTakeFirst();
			if (existing?.authorId !== authorId) throw new ConflictError('posts.id_taken');
			return { postId: input.id };
		}
		if (input.poll) await writePoll(tx.db, { poll: input.poll, postId: input.id, now });
		await countPostInSpace(tx.db, space.id, now).execute();
		await tagPost(ctx, tx, { postId: input.id, spaceId: space.id, names: input.tags ?? [] });
		await tx.emit('posts.published', { postId: input.id, spaceId: space.id });
		return { postId: input.id };
	});
}
