import type { Domain } from '../domain.ts';
import { draftsConsumers } from './drafts.consumers.ts';
import { draftsJobs } from './drafts.jobs.ts';
import { draftsPolicy } from './drafts.policy.ts';
import { draftsRouter } from './drafts.router.ts';

export { forgetDrafts } from './forget-drafts.ts';

export const drafts = {
	router: draftsRouter,
	policy: draftsPolicy,
	consumers: draftsConsumers,
	jobs: draftsJobs,
} as const satisfies Domain;
