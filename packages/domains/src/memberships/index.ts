import type { Domain } from '../domain.ts';
import { membershipsConsumers } from './memberships.consumers.ts';
import { membershipsEvents } from './memberships.events.ts';
import { membershipsJobs } from './memberships.jobs.ts';
import { membershipsPermissions, membershipsPolicy } from './memberships.policy.ts';
import { membershipsRouter } from './memberships.router.ts';

export {
	changeMembership,
	openMembership,
	type Change,
	type Opening,
} from './change-membership.ts';
export { membersWithoutMembership } from './members-without.ts';
export { payingRow } from './follow.queries.ts';
export { lockMember } from './memberships.queries.ts';
export { countGivenBy, endGivenBy, settleGiven } from './settle-given.ts';
export { mergeMemberships } from './merge-memberships.ts';

export const memberships = {
	router: membershipsRouter,
	policy: membershipsPolicy,
	permissions: membershipsPermissions,
	events: membershipsEvents,
	jobs: membershipsJobs,
	consumers: membershipsConsumers,
} as const satisfies Domain;
