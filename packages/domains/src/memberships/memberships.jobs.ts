import * as z from 'zod';
import type { Job } from '../domain.ts';
import { endDue, sweepMemberships } from './end-due.ts';
import { settleSeats } from './settle-seats.ts';
import { regrantTier } from './regrant-tier.ts';

const Due = z.strictObject({ communityId: z.string(), membershipId: z.uuid() });
const Changed = z.strictObject({ communityId: z.string(), tierId: z.uuid() });

const end: Job = { run: (services, payload) => endDue(services, Due.parse(payload)) };
const regrant: Job = { run: (services, payload) => regrantTier(services, Changed.parse(payload)) };
const seats: Job = { run: (services, payload) => settleSeats(services, Due.parse(payload)) };
const sweep: Job = { cron: '*/15 * * * *', run: (services) => sweepMemberships(services) };

export const membershipsJobs = {
	'end-membership': end,
	'regrant-tier': regrant,
	'settle-seats': seats,
	'sweep-memberships': sweep,
} as const;
