import * as z from 'zod';

const Role = z.strictObject({ roleId: z.uuid() });

export const rolesEvents = {
	'roles.created': { live: false, payload: Role },
	'roles.updated': { live: false, payload: Role },
	'roles.deleted': { live: false, payload: Role },
	'roles.arranged': { live: false, payload: z.strictObject({}) },
	'roles.overrides_changed': {
		live: false,
		payload: z.strictObject({
			kind: z.enum(['space', 'group']),
			scopeId: z.uuid(),
			memberId: z.uuid().nullable(),
		}),
	},
} as const;
