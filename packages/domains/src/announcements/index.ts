import type { Domain } from '../domain.ts';
import { announcementsConsumers } from './announcements.consumers.ts';
import { announcementsEvents } from './announcements.events.ts';
import { announcementsPermissions, announcementsPolicy } from './announcements.policy.ts';
import { announcementsRouter } from './announcements.router.ts';

export { notedTerms, settleTerms, termsOf } from './announcement-terms.ts';
export { addresseesOf, announcementById } from './announcements.queries.ts';

export const announcements = {
	router: announcementsRouter,
	policy: announcementsPolicy,
	permissions: announcementsPermissions,
	events: announcementsEvents,
	consumers: announcementsConsumers,
} as const satisfies Domain;
