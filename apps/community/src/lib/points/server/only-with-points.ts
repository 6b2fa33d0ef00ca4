import { error } from '@sveltejs/kit';
import type { CommunityFace } from '@kith/domains/communities/schema';

/** A page of what is not switched on is one that is not there, and asks for nothing. */
export function onlyWithPoints({ points }: CommunityFace): void {
	if (!points.isOn) error(404, 'module.off');
}

/** The same for boards, which may be off where points are on. */
export function onlyWithBoards({ points }: CommunityFace): void {
	if (!points.boards) error(404, 'gamification.no_boards');
}
