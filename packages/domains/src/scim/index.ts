import type { Domain } from '../domain.ts';
import { scimJobs } from './scim.jobs.ts';
import { scimRouter } from './scim.router.ts';

export { answerDirectory } from './answer-directory.ts';
export { scimJobs } from './scim.jobs.ts';

export const scim = { router: scimRouter, jobs: scimJobs } as const satisfies Domain;
