import type { Domain } from '../domain.ts';
import { approvalJobs } from './approval.jobs.ts';
import { approvalRouter } from './approval.router.ts';

export const approval = {
	router: approvalRouter,
	jobs: approvalJobs,
} as const satisfies Domain;
