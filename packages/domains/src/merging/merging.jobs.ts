import * as z from 'zod';
import type { Job } from '../domain.ts';
import { settleMerge } from './settle-merge.ts';

const OfMerge = z.strictObject({ communityId: z.string(), memberId: z.uuid() });

const settle: Job = { run: (services, payload) => settleMerge(services, OfMerge.parse(payload)) };

export const mergingJobs = { 'settle-merge': settle } as const;
