import { selfOf } from '@kith/kernel/actor';
import { InvalidError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { addRelation, countRelations, relatedMember, type Kind } from './relations.queries.ts';
import { MOST_RELATIONS } from './relations.schema.ts';

/**
 * Sets a relation to a member whom the actor may know of; whether it is new. Throws `members.not_found`,
 * `relations.not_oneself` and `relations.too_many`.
 */
// authorize: asked of the row; a refusal looks like a missing member.
export async function relate(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	targetId: string,
	kind: Kind,
): Promise<boolean> {
	const memberId = selfOf(ctx.actor);
	if (memberId === targetId) throw new InvalidError('relations.not_oneself');
	const target = await relatedMember(tx.db, targetId).executeTakeFirst();
	if (!target) throw new NotFoundError('members.not_found');
	// Written before it is judged, so that setting again what is set is never refused: who is blocked is not to be seen.
	const relation = { memberId, targetId, kind };
	const made = await addRelation(tx.db, relation, ctx.clock.now()).executeTakeFirst();
	if (!made) return false;
	if (!isAllowed(ctx.ability, 'read', 'Member', target))
		throw new NotFoundError('members.not_found');
	const held = await countRelations(tx.db, memberId, kind).executeTakeFirstOrThrow();
	if (held.count > MOST_RELATIONS) throw new LimitReachedError('relations.too_many');
	return true;
}
