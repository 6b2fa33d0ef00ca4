import type { CommunityFace } from '@kith/domains/communities/schema';

type Mark = { id: string; name: string; look: { brand: string; logoFileId: string | null } };

/** What every page of a community in the studio knows. */
export type ShellData = {
	staff: { name: string; email: string };
	community: CommunityFace & { origin: string; host: string };
	communities: (Mark & { status: 'setup' | 'live' | 'deleting' })[];
	mayRun: boolean;
	scheme: string;
};
