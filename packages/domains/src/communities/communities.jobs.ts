import { addSeconds } from '@kith/kernel/clock';
import type { Job } from '../domain.ts';
import { deleteOldEntryTokens, unseededCommunities } from './communities.queries.ts';
import { seedCommunity } from './seed-community.ts';

/** Finishes communities whose sign-up was interrupted between claiming the schema and filling it. */
const finishSeeding: Job = {
	cron: '* * * * *',
	async run(services) {
		const before = addSeconds(services.clock.now(), -60);
		const waiting = await unseededCommunities(services.platform, before).execute();
		for (const { id } of waiting) await seedCommunity(services, id);
	},
};

const sweepEntryTokens: Job = {
	cron: '17 3 * * *',
	async run(services) {
		const before = addSeconds(services.clock.now(), -86_400);
		await deleteOldEntryTokens(services.platform, before).execute();
	},
};

export const communitiesJobs = {
	'finish-seeding': finishSeeding,
	'sweep-entry-tokens': sweepEntryTokens,
} as const;
