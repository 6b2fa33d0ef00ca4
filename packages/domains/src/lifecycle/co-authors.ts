import { memberIdOf } from '@kith/kernel/actor';
import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { activeMember, setLife } from './lifecycle.queries.ts';
import type { AnswerInvitation, InviteAuthor, RemoveAuthor } from './lifecycle.schema.ts';
import { livePost, tell } from './live-post.ts';

const MOST_AUTHORS = 10;

/** Asks a member to write a post together. They decide; until then nothing shows them. */
export async function inviteAuthor(
	ctx: CommunityContext,
	{ postId, handle }: InviteAuthor,
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const post = await livePost(ctx, tx, postId);
		ctx.authorize('invite', 'Post', post);
		const member = await activeMember(tx.db, {
			handle: handle.replace(/^@/, ''),
		}).executeTakeFirst();
		// Who blocked each other does not find each other here either.
		if (!member || !isAllowed(ctx.ability, 'read', 'Member', { ...member, status: 'active' }))
			throw new NotFoundError('members.not_found');
		const known = [post.authorId, ...post.coAuthorIds, ...post.invitedAuthorIds];
		if (known.includes(member.id)) throw new ConflictError('lifecycle.author_already');
		if (known.length > MOST_AUTHORS) throw new LimitReachedError('lifecycle.too_many_authors');
		const invitedAuthorIds = [...post.invitedAuthorIds, member.id];
		await setLife(tx.db, post.id, { invitedAuthorIds }).execute();
		const details = { name: member.name, memberId: member.id };
		await tell(ctx, tx, post, { action: 'author_invited', details });
		await tx.emit('lifecycle.author_invited', {
			...{ postId: post.id, spaceId: post.spaceId, memberId: member.id },
			inviterId: memberIdOf(ctx.actor),
		});
	});
}

/** The invited member's answer: from a yes on they may edit the post and are shown as one of its authors. */
export async function answerInvitation(
	ctx: CommunityContext,
	{ postId, accept }: AnswerInvitation,
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const post = await livePost(ctx, tx, postId);
		ctx.authorize('read', 'Post', post);
		const memberId = memberIdOf(ctx.actor) ?? '';
		if (!post.invitedAuthorIds.includes(memberId))
			throw new NotFoundError('lifecycle.invitation_not_found');
		await setLife(tx.db, post.id, {
			invitedAuthorIds: without(post.invitedAuthorIds, memberId),
			...(accept && { coAuthorIds: [...post.coAuthorIds, memberId] }),
		}).execute();
		await tell(ctx, tx, post, { action: accept ? 'author_joined' : 'author_declined' });
	});
}

/** Takes a co-author off a post, or an invitation back: its author may, and everybody themselves. */
export async function removeAuthor(
	ctx: CommunityContext,
	{ postId, memberId }: RemoveAuthor,
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const isSelf = memberId === memberIdOf(ctx.actor);
		const post = await livePost(ctx, tx, postId);
		ctx.authorize('read', 'Post', post);
		const isOne = post.coAuthorIds.includes(memberId) || post.invitedAuthorIds.includes(memberId);
		if (!isOne) throw new NotFoundError('members.not_found');
		if (!isSelf) ctx.authorize('invite', 'Post', post);
		await setLife(tx.db, post.id, {
			coAuthorIds: without(post.coAuthorIds, memberId),
			invitedAuthorIds: without(post.invitedAuthorIds, memberId),
		}).execute();
		const member = await activeMember(tx.db, { id: memberId }).executeTakeFirst();
		const details = { name: member?.name ?? '', memberId };
		await tell(ctx, tx, post, { action: 'author_left', details });
	});
}

const without = (ids: readonly string[], id: string) => ids.filter((one) => one !== id);
