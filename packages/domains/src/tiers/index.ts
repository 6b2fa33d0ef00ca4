import type { Domain } from '../domain.ts';
import { tiersEvents } from './tiers.events.ts';
import { tiersPermissions, tiersPolicy } from './tiers.policy.ts';
import { tiersRouter } from './tiers.router.ts';

export { requireMayOpen } from './may-open.ts';
export { runningCurrencies, tierRow } from './tiers.queries.ts';

export const tiers = {
	router: tiersRouter,
	policy: tiersPolicy,
	permissions: tiersPermissions,
	events: tiersEvents,
} as const satisfies Domain;
