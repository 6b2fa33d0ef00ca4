import type { Job } from '../domain.ts';
import { fetchLinks } from './fetch-links.ts';
import { LinkedText } from './links.schema.ts';

const fetchAll: Job = {
	run: async (services, payload) => fetchLinks(services, LinkedText.parse(payload)),
};

export const linksJobs = { 'fetch-links': fetchAll } as const;
