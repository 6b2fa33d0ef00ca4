import * as z from 'zod';

/**
 * Silenced: reads and writes nothing. Suspended: signed out and kept out until the end. Banned: removed, and not let in
 * again before it is lifted.
 */
export const RestrictionKind = z.enum(['silenced', 'suspended', 'banned']);
export type RestrictionKind = z.infer<typeof RestrictionKind>;

/** What a member is told of what holds them back. */
export const Restriction = z.strictObject({
	kind: RestrictionKind,
	/** Null: until somebody lifts it. */
	until: z.date().nullable(),
	reason: z.string(),
});
export type Restriction = z.infer<typeof Restriction>;
