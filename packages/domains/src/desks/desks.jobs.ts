import { addSeconds } from '@kith/kernel/clock';
import type { Job } from '../domain.ts';
import { deleteOldDeskTokens } from './desks.queries.ts';

const sweepTokens: Job = {
	cron: '23 3 * * *',
	async run({ clock, platform }) {
		await deleteOldDeskTokens(platform, addSeconds(clock.now(), -86_400)).execute();
	},
};

export const desksJobs = { 'sweep-desk-tokens': sweepTokens } as const;
