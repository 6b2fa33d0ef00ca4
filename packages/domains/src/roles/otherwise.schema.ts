import * as z from 'zod';
import { PermissionKey, ScopeRef } from './roles.schema.ts';

/** As many changes as are looked at before they are saved. */
export const MOST_CHANGES = 150;
const Tried = z.enum(['allow', 'deny', 'inherit']);

/** What would be said in a space, or in a group of spaces, by role. */
export const OtherwiseAsked = z.strictObject({
	scope: ScopeRef,
	changes: z
		.record(z.uuid(), z.partialRecord(PermissionKey, Tried))
		.refine(
			(changes) => Object.values(changes).flatMap(Object.keys).length <= MOST_CHANGES,
			'roles.too_many_changes',
		),
});
export type OtherwiseAsked = z.infer<typeof OtherwiseAsked>;

/** Of each role, what its holders may there of what the place says nothing of. */
export const OtherwiseTold = z.array(
	z.strictObject({ roleId: z.uuid(), allowed: z.array(PermissionKey) }),
);
export type OtherwiseTold = z.infer<typeof OtherwiseTold>;
