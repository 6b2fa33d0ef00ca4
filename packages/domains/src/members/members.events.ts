import * as z from 'zod';
import { Contributions } from './members.schema.ts';
import { Origin } from './origin.schema.ts';

/** Nothing else leads to the person any more; the address is sealed. */
const RemovalNotice = z.strictObject({
	sealedAddress: z.string(),
	locale: z.string().nullable(),
	reason: z.string(),
});

const Subject = z.strictObject({ memberId: z.uuid() });

export const membersEvents = {
	'members.joined': {
		live: false,
		/** Null, or the invitation that let them in. */
		payload: Subject.extend({ invitationId: z.uuid().nullable().default(null) }),
	},
	/** Told once in an hour, and not at all of who does not want it looked at. */
	'members.visited': {
		live: false,
		/** A mark of the session that is another one each day. */
		payload: Subject.extend({ session: z.string().nullable() }),
	},
	/** What first led here somebody who is a member now. */
	'members.origin_known': {
		live: false,
		payload: Subject.extend({ origin: Origin }),
	},
	'members.requested': {
		live: false,
		/** Whether they come from where somebody who was banned came from. */
		payload: Subject.extend({ isScreened: z.boolean().default(false) }),
	},
	/** Whom a membership had let in has none any more, and waits outside with all that is theirs. */
	'members.lapsed': { live: false, payload: Subject },
	/** They have one again. */
	'members.returned': { live: false, payload: Subject },
	'members.approved': { live: false, payload: Subject },
	'members.declined': { live: false, payload: Subject },
	'members.left': {
		live: false,
		payload: Subject.extend({ contributions: Contributions.default('keep') }),
	},
	'members.merged': {
		live: false,
		/** Who went on as `memberId`, and the address that no longer signs in; sealed, null for who had none. */
		payload: Subject.extend({ goneId: z.uuid(), sealedAddress: z.string().nullable() }),
	},
	'members.profile_changed': { live: false, payload: Subject },
	/** Neither the address they had nor the one they have is told. */
	'members.address_changed': { live: false, payload: Subject },
	'members.role_changed': {
		live: false,
		/** The keys of the roles, as far as they are told. */
		payload: Subject.extend({
			given: z.array(z.string()).default([]),
			taken: z.array(z.string()).default([]),
		}),
	},
	'members.removed': {
		live: false,
		payload: z.strictObject({
			memberId: z.uuid(),
			contributions: Contributions,
			/** What they are told, and where; null for who is told nothing, or of something else. */
			notice: RemovalNotice.nullable().default(null),
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
