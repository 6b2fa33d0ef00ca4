import type { Domain } from '../domain.ts';
import { mergingJobs } from './merging.jobs.ts';
import { mergingPermissions, mergingPolicy } from './merging.policy.ts';
import { mergingPlatformRouter, mergingRouter } from './merging.router.ts';

export const merging = {
	router: mergingRouter,
	platformRouter: mergingPlatformRouter,
	policy: mergingPolicy,
	permissions: mergingPermissions,
	jobs: mergingJobs,
} as const satisfies Domain;
