import type { Job } from '../domain.ts';
import { LibraryJob } from './library.schema.ts';
import { purgeDocuments } from './purge-documents.ts';

const purge: Job = {
	run: async (services, payload) => purgeDocuments(services, LibraryJob.parse(payload).communityId),
};

export const libraryJobs = { 'purge-documents': purge } as const;
