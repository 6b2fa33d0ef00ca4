import * as z from 'zod';

const Follow = z.strictObject({ memberId: z.uuid(), targetId: z.uuid() });
const SpaceFollow = z.strictObject({ memberId: z.uuid(), followedSpaceId: z.uuid() });

/** Muting and blocking are told to nobody, so they are no events. */
export const relationsEvents = {
	'relations.followed': { live: false, payload: Follow },
	'relations.unfollowed': { live: false, payload: Follow },
	'relations.space_followed': { live: false, payload: SpaceFollow },
	'relations.space_unfollowed': { live: false, payload: SpaceFollow },
} as const;
