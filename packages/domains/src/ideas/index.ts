import type { Domain } from '../domain.ts';
import { ideasConsumers } from './ideas.consumers.ts';
import { ideasEvents } from './ideas.events.ts';
import { ideasPermissions, ideasPolicy } from './ideas.policy.ts';
import { ideasRouter } from './ideas.router.ts';

export { ideaById, votersOf } from './ideas.queries.ts';

export const ideas = {
	router: ideasRouter,
	policy: ideasPolicy,
	permissions: ideasPermissions,
	events: ideasEvents,
	consumers: ideasConsumers,
} as const satisfies Domain;
