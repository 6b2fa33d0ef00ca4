import * as z from 'zod';

/** Roles and spaces that one member has by rules at a time. */
export const MOST_ACCESS = 400;

/** A role or a space that a rule brought somebody. */
export const Access = z.strictObject({
	id: z.uuid(),
	/** The role's name; null for a space. */
	role: z.string().nullable(),
	/** Null for a role, and for a space that one may not look into. */
	space: z.strictObject({ name: z.string(), slug: z.string() }).nullable(),
	rule: z.string(),
	/** When it ends by itself; null for good. */
	until: z.date().nullable(),
	/** When it ended; null as long as one has it. */
	endedAt: z.date().nullable(),
	/** Whether it was told of yet. */
	isSeen: z.boolean(),
});
export type Access = z.infer<typeof Access>;
