import * as z from 'zod';
import type { Job } from '../domain.ts';
import { alignAll } from './align-groups.ts';

const Payload = z.strictObject({ communityId: z.string() });

const align: Job = { run: (services, payload) => alignAll(services, Payload.parse(payload)) };

export const scimJobs = { 'align-directory': align } as const;
