import type { Domain } from '../domain.ts';
import { reactionsEvents } from './reactions.events.ts';
import { reactionsPermissions, reactionsPolicy } from './reactions.policy.ts';
import { reactionsRouter } from './reactions.router.ts';

export { reactionsColumn } from './reactions.queries.ts';

export const reactions = {
	router: reactionsRouter,
	policy: reactionsPolicy,
	permissions: reactionsPermissions,
	events: reactionsEvents,
} as const satisfies Domain;
