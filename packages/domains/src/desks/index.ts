import type { Domain } from '../domain.ts';
import { desksConsumers } from './desks.consumers.ts';
import { desksJobs } from './desks.jobs.ts';
import { desksPlatformRouter, desksRouter } from './desks.router.ts';

export { listDesks } from './list-desks.ts';

export const desks = {
	router: desksRouter,
	platformRouter: desksPlatformRouter,
	consumers: desksConsumers,
	jobs: desksJobs,
} as const satisfies Domain;
