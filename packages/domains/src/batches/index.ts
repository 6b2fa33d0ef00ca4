import type { Domain } from '../domain.ts';
import { batchesConsumers } from './batches.consumers.ts';
import { batchesJobs } from './batches.jobs.ts';
import { batchesRouter } from './batches.router.ts';

export { Starter } from './batches.schema.ts';

export const batches = {
	router: batchesRouter,
	jobs: batchesJobs,
	consumers: batchesConsumers,
} as const satisfies Domain;
