import type { Domain } from '../domain.ts';
import { reactionsEvents } from './reactions.events.ts';
import { reactionsPermissions, reactionsPolicy } from './reactions.policy.ts';
import { reactionsRouter } from './reactions.router.ts';

export { reactionsColumn, WORTH } from './reactions.queries.ts';
export { requireRoom, takeTurnToGive } from './require-room.ts';
export { reactionsIn, takesReactions } from './reactions-in.ts';

export const reactions = {
	router: reactionsRouter,
	policy: reactionsPolicy,
	permissions: reactionsPermissions,
	events: reactionsEvents,
} as const satisfies Domain;
