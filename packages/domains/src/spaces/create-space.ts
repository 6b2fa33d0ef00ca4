import { isUniqueViolation, pgFailure } from '@kith/db/pg-errors';
import { memberIdOf } from '@kith/kernel/actor';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext } from '../context.ts';
import { changeCover } from '../media/index.ts';
import { insertSpace } from './spaces.queries.ts';
import type { CreateSpace, SpaceRef } from './spaces.schema.ts';

/** Opens a space at the end of the navigation. Throws `spaces.slug_taken`, `spaces.group_not_found` or as `changeCover` does. */
export async function createSpace(ctx: CommunityContext, input: CreateSpace): Promise<SpaceRef> {
	ctx.authorize('create', 'Space');
	const spaceId = newId();
	await ctx
		.transaction(async (tx) => {
			const cover = { from: null, to: input.coverFileId, now: ctx.clock.now() };
			await insertSpace(tx.db, spaceId, input).execute();
			await changeCover(tx.db, { spaceId, ownerId: memberIdOf(ctx.actor), ...cover });
			const target = { kind: 'space', id: spaceId, label: input.name, spaceId };
			tx.audit({ action: 'spaces.created', target, after: input });
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
