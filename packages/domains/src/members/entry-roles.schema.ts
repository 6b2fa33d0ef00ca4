import * as z from 'zod';

/** The setting that holds, by member, which role came from working for the organization. */
export const ENTRY_ROLES = 'entryRoles';

export const EntryRoles = z.record(
	z.string(),
	z.strictObject({ staffId: z.uuid(), roleId: z.uuid() }),
);
