import * as z from 'zod';
import { MembershipSource, MembershipStatus } from './memberships.schema.ts';

const Subject = z.strictObject({
	membershipId: z.uuid(),
	memberId: z.uuid(),
	tierId: z.uuid(),
	source: MembershipSource,
});

export const membershipsEvents = {
	'memberships.started': { live: false, payload: Subject.extend({ status: MembershipStatus }) },
	'memberships.changed': {
		live: false,
		payload: Subject.extend({ status: MembershipStatus, was: MembershipStatus }),
	},
	'memberships.ended': {
		live: false,
		/** `expired`: its time was over; `ended`: somebody ended it; `left`: its member left; `payment`: it was not paid any more. */
		payload: Subject.extend({ how: z.enum(['expired', 'ended', 'left', 'payment']) }),
	},
} as const;
