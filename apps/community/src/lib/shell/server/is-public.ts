import type { CommunityRequest } from '@kith/client/request-store';

/** Whether this is a community that crawlers may read: a live, public one, and not the studio's preview of it. */
export function isPublicCommunity({ face, isPreview }: CommunityRequest): boolean {
	return face.access.visibility === 'public' && face.status === 'live' && !isPreview;
}
