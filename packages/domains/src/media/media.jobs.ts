import * as z from 'zod';
import type { Job } from '../domain.ts';
import { dressEverywhere, dressPictures } from './dress-pictures.ts';
import { probeFilm } from './probe-film.ts';
import { sweepEverywhere, sweepFiles } from './sweep-files.ts';

const OfCommunity = z.strictObject({ communityId: z.string() });

const OfFilm = OfCommunity.extend({ fileId: z.uuid() });

const probe: Job = { run: (services, payload) => probeFilm(services, OfFilm.parse(payload)) };

const everywhere: Job = { cron: '41 3 * * *', run: (services) => sweepEverywhere(services) };

const inCommunity: Job = {
	run: async (services, payload) => sweepFiles(services, OfCommunity.parse(payload).communityId),
};

const dress: Job = {
	run: (services, payload) => dressPictures(services, OfCommunity.parse(payload).communityId),
};

const dressAll: Job = { cron: '7 2 * * *', run: (services) => dressEverywhere(services) };

export const mediaJobs = {
	'dress-pictures': dress,
	'dress-pictures-everywhere': dressAll,
	'probe-film': probe,
	'sweep-files': everywhere,
	'sweep-community-files': inCommunity,
} as const;
