import type { Domain } from '../domain.ts';
import { restrictionsEvents } from './restrictions.events.ts';
import { restrictionsJobs } from './restrictions.jobs.ts';
import { restrictionsPermissions, restrictionsPolicy } from './restrictions.policy.ts';
import { restrictionsRouter } from './restrictions.router.ts';

export { keepOut } from './ban-member.ts';
export {
	heldBefore,
	holdAgain,
	holdForDirectory,
	isHeldByDirectory,
	releaseForDirectory,
	type Before,
} from './hold-for-directory.ts';
export { endRestriction, restoreRestriction } from './lift-restriction.ts';
export { holdBack } from './restrict-member.ts';

export const restrictions = {
	router: restrictionsRouter,
	policy: restrictionsPolicy,
	permissions: restrictionsPermissions,
	events: restrictionsEvents,
	jobs: restrictionsJobs,
} as const satisfies Domain;
