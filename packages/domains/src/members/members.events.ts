import * as z from 'zod';
import { Contributions } from './members.schema.ts';

const Subject = z.strictObject({ memberId: z.uuid() });

export const membersEvents = {
	'members.joined': { live: false, payload: Subject },
	'members.requested': { live: false, payload: Subject },
	'members.approved': { live: false, payload: Subject },
	'members.declined': { live: false, payload: Subject },
	'members.left': {
		live: false,
		payload: Subject.extend({ contributions: Contributions.default('keep') }),
	},
	'members.profile_changed': { live: false, payload: Subject },
	'members.role_changed': { live: false, payload: Subject },
	'members.removed': {
		live: false,
		payload: z.strictObject({
			memberId: z.uuid(),
			contributions: Contributions,
		}),
	},
	'members.invited': {
		live: false,
		payload: z.strictObject({
			invitationId: z.uuid(),
			sealedToken: z.string(),
			/** What the inviter wrote; empty for the standard words. */
			message: z.string().default(''),
		}),
	},
} as const;
