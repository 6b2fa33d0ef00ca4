import type { CommunityRequest } from '@kith/client/request-store';

/** Whether somebody may buy, or take what was paid for: members, and those whom it would make one. */
export const mayTake = ({ viewer, face }: Pick<CommunityRequest, 'viewer' | 'face'>): boolean =>
	viewer?.standing === 'active' ||
	(viewer?.standing === 'pending' && face.access.join === 'membership');
