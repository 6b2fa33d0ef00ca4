import type { Domain } from '../domain.ts';
import { lifecycleConsumers } from './lifecycle.consumers.ts';
import { lifecycleEvents } from './lifecycle.events.ts';
import { lifecycleRouter } from './lifecycle.router.ts';

export { listFeatured } from './feature-post.ts';

export const lifecycle = {
	router: lifecycleRouter,
	events: lifecycleEvents,
	consumers: lifecycleConsumers,
} as const satisfies Domain;
