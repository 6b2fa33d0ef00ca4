import * as z from 'zod';
import { LocalPath } from '../communities/communities.schema.ts';

export const OrganizationName = z.string().trim().min(2).max(80);

export const RenameOrganization = z.strictObject({
	organizationId: z.uuid(),
	name: OrganizationName,
});
export type RenameOrganization = z.infer<typeof RenameOrganization>;

export const EnterCommunity = z.strictObject({
	communityId: z.string().max(12),
	next: LocalPath,
});
export type EnterCommunity = z.infer<typeof EnterCommunity>;

/** A community as the organization's home lists it. */
export const OwnedCommunity = z.strictObject({
	id: z.string(),
	organizationId: z.uuid(),
	slug: z.string(),
	name: z.string(),
	origin: z.string(),
	status: z.enum(['setup', 'live', 'deleting']),
	createdAt: z.date(),
	liveAt: z.date().nullable(),
	memberCount: z.int(),
	look: z.strictObject({ brand: z.string(), logoFileId: z.uuid().nullable() }),
});
export type OwnedCommunity = z.infer<typeof OwnedCommunity>;
