import type { Sight, Waiting } from '@kith/domains/desks/schema';
import type { CommunityFace } from '@kith/domains/communities/schema';

/** What every page of a community in the studio knows. */
export type ShellData = {
	staff: { name: string; email: string };
	community: CommunityFace & { origin: string; host: string };
	mayEnter: boolean;
	sight: Sight;
	waiting: Waiting;
	scheme: string;
};
