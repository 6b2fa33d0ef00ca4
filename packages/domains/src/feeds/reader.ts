import type { CommunityContext } from '../context.ts';
import type { Reader } from './quiet.queries.ts';

/** Who reads, for the lists of feeds. A space that they muted is shown within itself as always. */
// authorize: tells the actor's own id and mutes.
export function readerOf({ grants }: CommunityContext, spaceId?: string): Reader {
	const { muted, spaces: quiet } = grants.avoided;
	const isAsked = spaceId !== undefined || quiet.length === 0;
	return {
		...{ viewerId: grants.memberId, muted },
		spaces: isAsked ? null : grants.spaces.readable.filter((id) => !quiet.includes(id)),
	};
}
