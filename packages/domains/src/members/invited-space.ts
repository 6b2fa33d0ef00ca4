import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';

/** Throws `spaces.not_found` unless `spaceId` is none, or a space of this community that the actor may see. */
// authorize: the verbs that invite have asked; the space must be one the actor reads.
export function requireSpace({ grants }: CommunityContext, spaceId: string | null): void {
	if (spaceId !== null && !grants.spaces.readable.includes(spaceId))
		throw new NotFoundError('spaces.not_found');
}
