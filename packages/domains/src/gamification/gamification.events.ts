import * as z from 'zod';

const Badge = z.strictObject({ memberId: z.uuid(), badgeId: z.uuid() });

export const gamificationEvents = {
	'gamification.level_changed': {
		live: false,
		/** Levels by their number; the first is 1. */
		payload: z.strictObject({ memberId: z.uuid(), from: z.int(), to: z.int() }),
	},
	'gamification.badge_given': { live: false, payload: Badge },
	'gamification.badge_taken': { live: false, payload: Badge },
} as const;
