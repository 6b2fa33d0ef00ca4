import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import type { SpaceFact } from '../snapshot.ts';

/** The space, for who runs it. Throws `spaces.not_found` for who runs every space and names one that is not there. */
export function requireRunSpace(ctx: CommunityContext, spaceId: string): SpaceFact {
	ctx.authorize('update', 'Space', { id: spaceId });
	const space = ctx.snapshot.spaces.find(({ id }) => id === spaceId);
	if (!space) throw new NotFoundError('spaces.not_found');
	return space;
}
