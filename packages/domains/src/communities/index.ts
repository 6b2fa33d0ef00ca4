import type { Services } from '../context.ts';
import type { Domain } from '../domain.ts';
import { communitiesEvents } from './communities.events.ts';
import { communitiesJobs } from './communities.jobs.ts';
import { communitiesPermissions, communitiesPolicy } from './communities.policy.ts';
import { communitiesRouter } from './communities.router.ts';
import type { CommunityIdentity } from '../snapshot.ts';

export { claiming } from './claiming.ts';
export { checkSlug, ranBy, type SlugAnswer } from './slug-availability.ts';
export {
	claimReadySchema,
	communitiesFound,
	communitiesOfOrganizations,
	communityIdsOf,
	communityRow,
	insertCommunity,
	markLive,
	markSeeded,
	organizationCommunityCount,
	renameCommunity,
	saveSetting,
	staffPeople,
	staffPerson,
} from './communities.queries.ts';
export { Directory, originOf } from './directory.ts';
export { createEntryLink } from './enter-community.ts';
export { readerLanguage } from './reader-language.ts';
export { settingTarget } from '../setting-target.ts';
export { seedCommunity } from './seed-community.ts';
export { SnapshotCache } from './snapshot-cache.ts';
export type { CommunityIdentity, CommunitySnapshot, SpaceFact } from '../snapshot.ts';

/** The community with this permanent id; null when there is none. */
export function findCommunity(services: Services, id: string): Promise<CommunityIdentity | null> {
	return services.directory.byId(id);
}

export const communities = {
	router: communitiesRouter,
	policy: communitiesPolicy,
	permissions: communitiesPermissions,
	events: communitiesEvents,
	jobs: communitiesJobs,
} as const satisfies Domain;
