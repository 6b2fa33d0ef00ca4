import { isUniqueViolation, pgFailure } from '@kith/db/pg-errors';
import { memberIdOf } from '@kith/kernel/actor';
import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext } from '../context.ts';
import { changeCover } from '../media/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { requireSeenGroup, runByItsMaker } from './makers-role.ts';
import { insertSpace, spaceCount, takeTurn } from './spaces.queries.ts';
import { MOST_SPACES, type CreateSpace, type SpaceRef } from './spaces.schema.ts';

/**
 * Opens a space at the end of the navigation. Who does not manage spaces runs the one they made. Throws
 * `spaces.too_many`, `spaces.slug_taken`, `spaces.group_not_found`, `spaces.no_maker_role` or as `changeCover` does.
 */
export async function createSpace(ctx: CommunityContext, input: CreateSpace): Promise<SpaceRef> {
	ctx.authorize('create', 'Space');
	const isManager = isAllowed(ctx.ability, 'administer', 'Space');
	if (!isManager) requireSeenGroup(ctx, input.groupId);
	const spaceId = newId();
	await ctx
		.transaction(async (tx) => {
			const roles = await takeTurn(tx.db).execute();
			const { count } = await spaceCount(tx.db).executeTakeFirstOrThrow();
			if (count >= MOST_SPACES)
				throw new LimitReachedError('spaces.too_many', { most: MOST_SPACES });
			const cover = { from: null, to: input.coverFileId, now: ctx.clock.now() };
			await insertSpace(tx.db, spaceId, input).execute();
			await changeCover(tx.db, { spaceId, ownerId: memberIdOf(ctx.actor), ...cover });
			const target = { kind: 'space', id: spaceId, label: input.name, spaceId };
			tx.audit({ action: 'spaces.created', target, after: input });
			if (!isManager) await runByItsMaker(ctx, tx, { ...input, id: spaceId }, roles);
			tx.touchCommunity();
		})
		.catch(sayInOurWords);
	return { spaceId };
}

const MISSING: Readonly<Record<string, string>> = {
	spaces_group_id_fkey: 'spaces.group_not_found',
	space_members_member_id_fkey: 'members.not_found',
};

/** Says a broken key in the domain's words; anything else goes on as it is. */
export function sayInOurWords(error: unknown): never {
	if (isUniqueViolation(error, 'spaces_slug_key')) throw new ConflictError('spaces.slug_taken');
	const failure = pgFailure(error);
	const missing = failure?.sqlState === '23503' ? MISSING[failure.constraint ?? ''] : undefined;
	if (missing) throw new NotFoundError(missing);
	throw error;
}
