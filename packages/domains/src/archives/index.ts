import type { Domain } from '../domain.ts';
import { archivesJobs } from './archives.jobs.ts';
import { archivesPermissions, archivesPolicy } from './archives.policy.ts';
import { archivesRouter } from './archives.router.ts';

export { closingOf, ownersOfOrganization } from './closing.queries.ts';
export { eraseCommunity } from './erase-community.ts';
export { archiveById } from './archives.queries.ts';
export { loadArchive } from './load-archive.ts';
export { contextOf } from './own-archive.ts';
export { openArchive } from './open-archive.ts';
export { receivePart } from './receive-part.ts';
export { archivedCommunity } from './run-export.ts';
export { writeArchive } from './write-archive.ts';

export const archives = {
	platformRouter: archivesRouter,
	policy: archivesPolicy,
	permissions: archivesPermissions,
	jobs: archivesJobs,
} as const satisfies Domain;
