import type { Domain } from '../domain.ts';
import { linksConsumers } from './links.consumers.ts';
import { linksJobs } from './links.jobs.ts';
import { linksRouter } from './links.router.ts';

export { keepLink } from './fetch-links.ts';
export { showTexts } from './show-texts.ts';

export const links = {
	router: linksRouter,
	consumers: linksConsumers,
	jobs: linksJobs,
} as const satisfies Domain;
