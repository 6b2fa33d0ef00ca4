import * as z from 'zod';

const Part = z.strictObject({ memberId: z.uuid(), challengeId: z.uuid() });
const Access = z.strictObject({
	...{ memberId: z.uuid(), ruleId: z.uuid() },
	/** One of the two. */
	...{ roleId: z.uuid().nullable(), spaceId: z.uuid().nullable() },
});
const Badge = z.strictObject({ memberId: z.uuid(), badgeId: z.uuid() });

export const gamificationEvents = {
	'gamification.level_changed': {
		live: false,
		/** Levels by their number; the first is 1. */
		payload: z.strictObject({ memberId: z.uuid(), from: z.int(), to: z.int() }),
	},
	'gamification.badge_given': { live: false, payload: Badge },
	'gamification.badge_taken': { live: false, payload: Badge },
	'gamification.access_given': { live: false, payload: Access },
	'gamification.access_taken': { live: false, payload: Access },
	'gamification.challenge_joined': { live: false, payload: Part },
	'gamification.challenge_left': { live: false, payload: Part },
	'gamification.challenge_done': { live: false, payload: Part },
	'gamification.challenge_undone': { live: false, payload: Part },
} as const;
