import * as z from 'zod';
import type { Job } from '../domain.ts';
import { CLOSE_SEASONS, closeSeasonsOf, sweepSeasons } from './close-seasons.ts';
import { endAccessOf, sweepAccess } from './end-access.ts';
import { endLevelOf, sweepLevels } from './end-level.ts';
import { SETTLE } from './note-deeds.ts';
import { RECOUNT, recount, settleMembers, sweepBadges } from './recount.ts';
import { END_ACCESS } from './settle-access.ts';
import { END_LEVEL } from './settle-level.ts';

const Here = z.strictObject({ communityId: z.string() });
const Some = Here.extend({ memberIds: z.array(z.uuid()).max(100) });

export const gamificationJobs: Readonly<Record<string, Job>> = {
	[RECOUNT]: { run: (services, payload) => recount(services, Here.parse(payload).communityId) },
	[SETTLE]: { run: (services, payload) => settleMembers(services, Some.parse(payload)) },
	[END_ACCESS]: { run: (services, payload) => endAccessOf(services, Some.parse(payload)) },
	[END_LEVEL]: { run: (services, payload) => endLevelOf(services, Some.parse(payload)) },
	[CLOSE_SEASONS]: { run: (services, payload) => closeSeasonsOf(services, Here.parse(payload)) },
	'sweep-seasons': { cron: '15 * * * *', run: (services) => sweepSeasons(services) },
	'sweep-access': { cron: '40 * * * *', run: (services) => sweepAccess(services) },
	'sweep-levels': { cron: '50 * * * *', run: (services) => sweepLevels(services) },
	'sweep-badges': { cron: '25 * * * *', run: (services) => sweepBadges(services) },
};
