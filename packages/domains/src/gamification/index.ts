import type { Domain } from '../domain.ts';
import { gamificationConsumers } from './gamification.consumers.ts';
import { gamificationEvents } from './gamification.events.ts';
import { gamificationJobs } from './gamification.jobs.ts';
import { gamificationPermissions, gamificationPolicy } from './gamification.policy.ts';
import { gamificationRouter } from './gamification.router.ts';

export { closeSeasonsOf } from './close-seasons.ts';
export { giveBadge, saveBadge } from './make-badge.ts';
export { recount } from './recount.ts';
export { badgeCard, type BadgeCard } from './draw-badge-card.ts';
export { saveLevels } from './save-levels.ts';
export { saveSeason } from './save-season.ts';
export { startPoints } from './start-points.ts';
export { mergePoints } from './merge-points.ts';

export const gamification = {
	router: gamificationRouter,
	policy: gamificationPolicy,
	permissions: gamificationPermissions,
	events: gamificationEvents,
	jobs: gamificationJobs,
	consumers: gamificationConsumers,
} as const satisfies Domain;
