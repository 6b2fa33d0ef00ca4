import type { Domain } from '../domain.ts';
import { relationsConsumers } from './relations.consumers.ts';
import { relationsEvents } from './relations.events.ts';
import { relationsPolicy } from './relations.policy.ts';
import { relationsRouter } from './relations.router.ts';

export { hiddenFrom } from './hidden-from.ts';
export { followSpaces } from './follow-space.ts';

export const relations = {
	router: relationsRouter,
	policy: relationsPolicy,
	events: relationsEvents,
	consumers: relationsConsumers,
} as const satisfies Domain;
