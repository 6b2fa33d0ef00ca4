import * as z from 'zod';
import type { Job } from '../domain.ts';
import { endDue } from './end-due.ts';

const Due = z.strictObject({ communityId: z.string(), memberId: z.uuid() });

const end: Job = { run: (services, payload) => endDue(services, Due.parse(payload)) };

export const restrictionsJobs = { 'end-restriction': end } as const;
