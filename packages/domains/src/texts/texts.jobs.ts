import * as z from 'zod';
import type { Job } from '../domain.ts';
import { readFile } from './read-file.ts';
import { readFiles, readFilesEverywhere } from './read-files.ts';

const OfCommunity = z.strictObject({ communityId: z.string() });
const OfFile = OfCommunity.extend({ fileId: z.uuid() });
const Step = OfCommunity.extend({ after: z.uuid().optional() });

const one: Job = { run: (services, payload) => readFile(services, OfFile.parse(payload)) };

const inCommunity: Job = { run: (services, payload) => readFiles(services, Step.parse(payload)) };

const everywhere: Job = { cron: '23 2 * * *', run: (services) => readFilesEverywhere(services) };

export const textsJobs = {
	'read-file': one,
	'read-files': inCommunity,
	'read-files-everywhere': everywhere,
} as const;
