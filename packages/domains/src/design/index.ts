import type { Domain } from '../domain.ts';
import { designEvents } from './design.events.ts';
import { designRouter } from './design.router.ts';

export const design = {
	router: designRouter,
	events: designEvents,
} as const satisfies Domain;
