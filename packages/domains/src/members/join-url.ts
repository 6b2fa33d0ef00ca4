import type { CommunityIdentity } from '../communities/index.ts';

/** Where someone who holds an invitation's token joins. */
export function joinUrl(community: Pick<CommunityIdentity, 'origin'>, token: string): string {
	return `${community.origin}/join?invitation=${encodeURIComponent(token)}`;
}
