import * as z from 'zod';
import type { Job } from '../domain.ts';
import { publishScheduled } from './publish-due.ts';

const Planned = z.strictObject({ communityId: z.string(), submissionId: z.uuid() });

const publish: Job = {
	run: (services, payload) => publishScheduled(services, Planned.parse(payload)),
};

export const approvalJobs = { 'publish-scheduled': publish } as const;
