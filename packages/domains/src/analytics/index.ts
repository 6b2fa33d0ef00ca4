import type { Domain } from '../domain.ts';
import { analyticsConsumers } from './analytics.consumers.ts';
import { analyticsJobs } from './analytics.jobs.ts';
import { analyticsPermissions, analyticsPolicy } from './analytics.policy.ts';
import { analyticsRouter } from './analytics.router.ts';

export { exploreFor } from './explore-for.ts';
export {
	endMailsFor,
	explorationStopTokenOf,
	mailedByToken,
	mailedOn,
	stopExplorationMail,
} from './mail-exploration.ts';
export { moveExplorations } from './move-explorations.ts';
export { mailedOf, toldOf } from './read-week.ts';
export { isStopToken, stopTokenOf, stopWeekMail } from './stop-week-mail.ts';
export { isCounted, rebuild, rollUp } from './roll-up.ts';

export const analytics = {
	router: analyticsRouter,
	policy: analyticsPolicy,
	permissions: analyticsPermissions,
	jobs: analyticsJobs,
	consumers: analyticsConsumers,
} as const satisfies Domain;
