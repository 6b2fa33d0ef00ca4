import type { Domain } from '../domain.ts';
import { designEvents } from './design.events.ts';
import { designRouter } from './design.router.ts';

export { compileCss } from './compile-css.ts';

export const design = {
	router: designRouter,
	events: designEvents,
} as const satisfies Domain;
