import { isOneOf, selfOf } from '@kith/kernel/actor';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { addReaction, reactedSubject, shiftCount, takeReaction } from './reactions.queries.ts';
import type { React } from './reactions.schema.ts';

/** Sets or takes back one of the actor's reactions; `reactions.own` for what they wrote. Repeating it changes nothing. */
export async function react(ctx: CommunityContext, input: React): Promise<void> {
	const { subjectKind, subjectId, emoji, on } = input;
	const noun = subjectKind === 'post' ? 'Post' : 'Comment';
	await ctx.transaction(async (tx) => {
		const row = await reactedSubject(tx.db, subjectKind, subjectId).executeTakeFirst();
		if (!row || !isAllowed(ctx.ability, 'read', noun, row))
			throw new NotFoundError('reactions.subject_not_found');
		ctx.authorize('react', noun, row);
		if (on && isOneOf(ctx.actor, [row.authorId, ...row.coAuthorIds]))
			throw new ConflictError('reactions.own');
		const memberId = selfOf(ctx.actor);
		const reaction = { subjectKind, subjectId, emoji, memberId, createdAt: ctx.clock.now() };
		const change = on ? addReaction(tx.db, reaction) : takeReaction(tx.db, reaction);
		if (!(await change.executeTakeFirst())) return;
		const table = subjectKind === 'post' ? 'posts' : 'comments';
		await shiftCount(tx.db, table, subjectId, on ? 1 : -1).execute();
		const event = { subjectKind, subjectId, emoji, postId: row.postId, spaceId: row.spaceId };
		await tx.emit(on ? 'reactions.added' : 'reactions.taken_back', event);
	});
}
