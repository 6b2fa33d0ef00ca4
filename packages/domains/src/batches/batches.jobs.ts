import * as z from 'zod';
import type { Job } from '../domain.ts';
import { runBulk } from './run-bulk.ts';

const OfBatch = z.strictObject({ communityId: z.string(), batchId: z.uuid() });

const run: Job = { run: (services, payload) => runBulk(services, OfBatch.parse(payload)) };

export const batchesJobs = { 'run-bulk': run } as const;
