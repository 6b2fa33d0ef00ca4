import type { CommunityContext } from '../context.ts';
import { grantsOf } from '../permissions/grants.ts';

/**
 * The spaces whose posts a report may name to whoever asks. What everybody may read is read by those, too, who work for the
 * organization and are no members.
 */
// authorize: it says what the actor may.
export const readableIn = ({
	grants,
	snapshot,
}: Pick<CommunityContext, 'grants' | 'snapshot'>): string[] => [
	...new Set([...grants.spaces.readable, ...grantsOf(snapshot, null).spaces.readable]),
];
