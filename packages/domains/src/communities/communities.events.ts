import * as z from 'zod';

export const communitiesEvents = {
	'communities.opened': { live: false, payload: z.strictObject({ communityId: z.string() }) },
} as const;
