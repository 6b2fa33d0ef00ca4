import * as z from 'zod';
import type { Job } from '../domain.ts';
import { sweepDrafts, sweepDraftsEverywhere } from './sweep-drafts.ts';

const OfCommunity = z.strictObject({ communityId: z.string() });

const everywhere: Job = { cron: '17 4 * * *', run: (services) => sweepDraftsEverywhere(services) };

const inCommunity: Job = {
	run: async (services, payload) => sweepDrafts(services, OfCommunity.parse(payload).communityId),
};

export const draftsJobs = {
	'sweep-drafts': everywhere,
	'sweep-community-drafts': inCommunity,
} as const;
