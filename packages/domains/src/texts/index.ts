import type { Domain } from '../domain.ts';
import { textsConsumers } from './texts.consumers.ts';
import { textsJobs } from './texts.jobs.ts';

export { askToReadFiles } from './read-files.ts';

/** What files say, in words, so that a search finds what shows them. */
export const texts = { jobs: textsJobs, consumers: textsConsumers } as const satisfies Domain;
