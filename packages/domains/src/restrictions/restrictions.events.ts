import * as z from 'zod';
import { RestrictionKind } from '../members/restriction.schema.ts';

const Subject = z.strictObject({ memberId: z.uuid(), kind: RestrictionKind, reason: z.string() });

export const restrictionsEvents = {
	'restrictions.imposed': {
		live: false,
		payload: Subject.extend({ until: z.iso.datetime().nullable() }),
	},
	'restrictions.ended': {
		live: false,
		/** `expired`: its time was over; `lifted`: somebody ended it. */
		payload: Subject.extend({ how: z.enum(['expired', 'lifted']) }),
	},
} as const;
