import type { CommunityContext } from '../context.ts';
import type { Reader } from './quiet.queries.ts';

/** Who reads, for the lists of feeds. */
// authorize: tells the actor's own id and mutes.
export function readerOf({ grants }: CommunityContext): Reader {
	return { viewerId: grants.memberId, muted: grants.avoided.muted };
}
