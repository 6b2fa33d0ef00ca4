import { isUniqueViolation } from '@kith/db/pg-errors';
import { ConflictError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext } from '../context.ts';
import { insertSpace } from './spaces.queries.ts';
import type { CreateSpace, SpaceRef } from './spaces.schema.ts';

/** Opens a space at the end of the navigation. Throws `spaces.slug_taken`. */
export async function createSpace(ctx: CommunityContext, input: CreateSpace): Promise<SpaceRef> {
	ctx.authorize('create', 'Space');
	const spaceId = newId();
	await ctx
		.transaction(async (tx) => {
			await insertSpace(tx.db, spaceId, input).execute();
			tx.touchCommunity();
		})
		.catch(refuseTakenSlug);
	return { spaceId };
}

/** Says a broken unique key in the domain's words; anything else goes on as it is. */
export function refuseTakenSlug(error: unknown): never {
	if (isUniqueViolation(error, 'spaces_slug_key')) throw new ConflictError('spaces.slug_taken');
	throw error;
}
