import type { Domain } from '../domain.ts';
import { libraryConsumers } from './library.consumers.ts';
import { libraryEvents } from './library.events.ts';
import { libraryJobs } from './library.jobs.ts';
import { libraryPolicy } from './library.policy.ts';
import { libraryRouter } from './library.router.ts';

export { addDocument } from './add-document.ts';
export { addVersion } from './add-version.ts';
export { rewordDocuments } from './reword-documents.ts';
export { documentVector } from './document-vector.queries.ts';

export const library = {
	router: libraryRouter,
	policy: libraryPolicy,
	events: libraryEvents,
	jobs: libraryJobs,
	consumers: libraryConsumers,
} as const satisfies Domain;
