import type { ReactionCount } from '../posts/posts.schema.ts';
import type { CommunitySnapshot } from '../snapshot.ts';
import { OFFERED, type ReactionMode } from './reactions.schema.ts';

/** How things are judged in a space of this community. */
const modeIn = ({ spaces }: CommunitySnapshot, spaceId: string): ReactionMode =>
	spaces.find(({ id }) => id === spaceId)?.reactions ?? 'all';

/** Of what was given to something in a space, what is shown there; the rest is kept. */
export function reactionsIn(
	snapshot: CommunitySnapshot,
	{ spaceId, reactions }: { spaceId: string; reactions: readonly ReactionCount[] },
): ReactionCount[] {
	const offered: readonly string[] = OFFERED[modeIn(snapshot, spaceId)];
	return reactions.filter(({ emoji }) => offered.includes(emoji));
}

/** Whether anything can be given in a space. */
export const takesReactions = (snapshot: CommunitySnapshot, spaceId: string): boolean =>
	modeIn(snapshot, spaceId) !== 'none';
