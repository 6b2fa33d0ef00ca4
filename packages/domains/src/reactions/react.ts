import { isOneOf, memberIdOf, selfOf } from '@kith/kernel/actor';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { requireRoom, takeTurnToGive } from './require-room.ts';
import { addReaction, reactedSubject, shiftCount, takeReaction } from './reactions.queries.ts';
import { DOWN, OFFERED, ReactionMode, UP, type Emoji, type React } from './reactions.schema.ts';

const worthOf = (emoji: Emoji) => (emoji === DOWN ? -1 : 1);

/**
 * Sets or takes back one of the actor's reactions. Repeating it changes nothing; of two votes on one thing the later one
 * holds. Throws `reactions.own` for what they wrote, `reactions.not_offered`, or as `requireRoom` does.
 */
export async function react(ctx: CommunityContext, input: React): Promise<void> {
	const { subjectKind, subjectId, emoji, on } = input;
	const noun = subjectKind === 'post' ? 'Post' : 'Comment';
	await ctx.transaction(async (tx) => {
		const giverId = memberIdOf(ctx.actor);
		if (on && giverId) await takeTurnToGive(tx, giverId);
		const row = await reactedSubject(tx.db, subjectKind, subjectId).executeTakeFirst();
		if (!row || !isAllowed(ctx.ability, 'read', noun, row))
			throw new NotFoundError('reactions.subject_not_found');
		ctx.authorize('react', noun, row);
		const authorIds = [row.authorId, ...row.coAuthorIds];
		if (on && isOneOf(ctx.actor, authorIds)) throw new ConflictError('reactions.own');
		const mode = ReactionMode.parse(row.mode);
		if (on && !OFFERED[mode].includes(emoji)) throw new ConflictError('reactions.not_offered');
		const memberId = selfOf(ctx.actor);
		const reaction = { subjectKind, subjectId, emoji, memberId, createdAt: ctx.clock.now() };
		const change = on ? addReaction(tx.db, reaction) : takeReaction(tx.db, reaction);
		if (!(await change.executeTakeFirst())) return;
		const other = emoji === UP ? DOWN : UP;
		const isTurned =
			on &&
			(emoji === UP || emoji === DOWN) &&
			Boolean(await takeReaction(tx.db, { ...reaction, emoji: other }).executeTakeFirst());
		if (on) await requireRoom(ctx, tx, { authorIds, isDown: emoji === DOWN });
		// Everybody who judges this one thing meets at its row, so it comes last.
		const difference = (on ? 1 : -1) * worthOf(emoji) - (isTurned ? worthOf(other) : 0);
		const table = subjectKind === 'post' ? 'posts' : 'comments';
		await shiftCount(tx.db, table, subjectId, difference).execute();
		const place = { subjectKind, subjectId, postId: row.postId, spaceId: row.spaceId };
		if (isTurned) await tx.emit('reactions.taken_back', { ...place, emoji: other });
		await tx.emit(on ? 'reactions.added' : 'reactions.taken_back', { ...place, emoji });
	});
}
