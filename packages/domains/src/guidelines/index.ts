import type { Domain } from '../domain.ts';
import { guidelinesEvents } from './guidelines.events.ts';
import { guidelinesRouter } from './guidelines.router.ts';

export { bringGuidelines, bringLegalText } from './bring-guidelines.ts';

export const guidelines = {
	router: guidelinesRouter,
	events: guidelinesEvents,
} as const satisfies Domain;
