import { isOneOf, memberIdOf } from '@kith/kernel/actor';
import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { keptText, recordRestore, requireEditable } from '../history/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { checkPollEnd } from '../polls/index.ts';
import type { NewPoll } from '../polls/polls.schema.ts';
import { isEmptyText } from '../rich-text/index.ts';
import { holdChange, whyHeld } from '../submissions/index.ts';
import type { Edited, HeldFor } from '../submissions/submissions.schema.ts';
import { checkTags, tagPost } from '../tags/index.ts';
import { attachPictures } from './attach-pictures.ts';
import { sameText } from './held.queries.ts';
import { placeEdit, storeText, type PostText } from './place-edit.ts';
import { postTarget } from './post-target.ts';
import { postById } from './posts.queries.ts';
import { PostKind, type EditPost, type RestorePost } from './posts.schema.ts';

/**
 * Changes a post's title and text, or keeps the change waiting where the rules ask that it be approved; new tags alone
 * never wait. A post without a poll can get one. Throws `posts.changed_meanwhile` when somebody else edited it first,
 * `polls.there_already`, and `history.edit_over` where its writers may no longer change it.
 */
export async function editPost(ctx: CommunityContext, input: EditPost): Promise<Edited> {
	return ctx.transaction(async (tx) => {
		const post = await readablePost(ctx, tx, input.postId);
		ctx.authorize('update', 'Post', post);
		requireEditable(ctx, 'Post', post);
		if (post.version !== input.version) throw new ConflictError('posts.changed_meanwhile');
		if (isEmptyText(input.body)) throw new InvalidError('posts.empty');
		if (input.poll) checkPoll(ctx, post, input.poll);
		const heldFor = await whyWait(ctx, tx, post);
		if (!heldFor) {
			noteEdit(ctx, tx, post, input);
			return shown(await placeEdit(ctx, tx, post, input));
		}
		if (input.poll || !(await sameText(tx.db, post.id, input).executeTakeFirst()))
			return holdEdit(ctx, tx, post, { ...input, heldFor });
		const tags = { postId: post.id, spaceId: post.spaceId, names: input.tags ?? [] };
		if (input.tags) await tagPost(ctx, tx, tags);
		return shown(post.version);
	});
}

/**
 * Puts an older version of a post back, or keeps that waiting like any change. Throws `history.not_found` for a version
 * that is unknown or hidden, and `history.edit_over` as editing does.
 */
export async function restorePost(ctx: CommunityContext, input: RestorePost): Promise<Edited> {
	return ctx.transaction(async (tx) => {
		const post = await readablePost(ctx, tx, input.postId);
		ctx.authorize('update', 'Post', post);
		requireEditable(ctx, 'Post', post);
		if (post.version !== input.version) throw new ConflictError('posts.changed_meanwhile');
		const mayReadHidden = isAllowed(ctx.ability, 'moderate', 'Post', post);
		const wish = { subjectId: post.id, number: input.number, mayReadHidden };
		const text = await keptText(tx.db, wish);
		const heldFor = await whyWait(ctx, tx, post);
		if (heldFor) return holdEdit(ctx, tx, post, { ...text, heldFor });
		const restored = { ...text, restored: input.number };
		noteEdit(ctx, tx, post, text, input.number);
		await recordRestore(ctx, tx, { kind: 'post', id: post.id }, restored);
		return shown(await storeText(ctx, tx, post, { ...text, isKept: true }));
	});
}

/** Writes down that somebody changed another's words, or what was said to everybody; which, the versions say. */
// authorize: the verbs that change them have asked.
function noteEdit(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	post: Post,
	{ title, why, poll }: Pick<PostText, 'title' | 'why' | 'poll'>,
	restored?: number,
): void {
	const isAnnounced = post.kind === 'announcement';
	if (!isAnnounced && isOneOf(ctx.actor, [post.authorId, ...post.coAuthorIds])) return;
	const action = isAnnounced ? 'announcements.updated' : 'posts.updated';
	tx.audit({
		...{ action, target: postTarget(post) },
		before: { title: post.title, version: post.version },
		after: {
			...{ title, version: post.version + 1 },
			...{ ...(restored && { restored }), ...(poll && { poll: poll.choices.join(', ') }) },
		},
		...(why && { reason: why }),
	});
}

/** A poll that is there stays as it is: its votes would be for something else. */
function checkPoll({ clock }: CommunityContext, { hasPoll }: Post, poll: NewPoll): void {
	if (hasPoll) throw new ConflictError('polls.there_already');
	checkPollEnd(poll, clock.now());
}

const shown = (version: number): Edited => ({ version, heldId: null });

async function readablePost(ctx: CommunityContext, tx: CommunityTransaction, postId: string) {
	const post = await postById(tx.db, postId).forNoKeyUpdate().executeTakeFirst();
	if (!post || !isAllowed(ctx.ability, 'read', 'Post', post))
		throw new NotFoundError('posts.not_found');
	return post;
}

type Post = Awaited<ReturnType<typeof readablePost>>;

function whyWait(ctx: CommunityContext, tx: CommunityTransaction, { spaceId, kind }: Post) {
	const entry = { spaceId, kind: PostKind.parse(kind), isChange: true };
	return whyHeld({ ...ctx, db: tx.db }, entry);
}

async function holdEdit(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	post: Post,
	{ title, body, heldFor, ...more }: PostText & { heldFor: HeldFor },
): Promise<Edited> {
	const { id, spaceId, authorId: ownerId, coAuthorIds: others, version } = post;
	const { contentWarning, tags, why, poll } = more;
	await checkTags(ctx, tx, { spaceId, names: tags ?? [] });
	const now = ctx.clock.now();
	await attachPictures(tx.db, body, { ownerId, others, spaceId, subjectId: id, now });
	const heldId = await holdChange(ctx, tx, {
		...{ kind: 'post', revisesId: id, postId: id, spaceId, title, body },
		authorId: memberIdOf(ctx.actor) ?? ownerId,
		extras: { contentWarning, tags, why, poll },
		heldFor,
	});
	return { version, heldId };
}
