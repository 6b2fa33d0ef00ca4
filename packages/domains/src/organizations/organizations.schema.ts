import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { LocalPath } from '../communities/communities.schema.ts';
import { Email } from '../identity/identity.schema.ts';

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

/** Highest first. */
export const STAFF_ROLES = ['owner', 'admin', 'billing', 'analyst'] as const;
export const StaffRoleName = z.enum(STAFF_ROLES);

export const OrganizationRef = z.strictObject({ organizationId: z.uuid() });
export type OrganizationRef = z.infer<typeof OrganizationRef>;

export const StaffRef = z.strictObject({ organizationId: z.uuid(), staffId: z.uuid() });
export type StaffRef = z.infer<typeof StaffRef>;

export const SetStaffRole = StaffRef.extend({ role: StaffRoleName });
export type SetStaffRole = z.infer<typeof SetStaffRole>;

/** So many days an invitation holds. */
export const STAFF_INVITATION_DAYS = 7;
/** So many people work for one organization, or are asked to. */
export const MOST_STAFF = 200;

export const InviteStaff = z.strictObject({
	organizationId: z.uuid(),
	email: Email,
	role: StaffRoleName,
});
export type InviteStaff = z.infer<typeof InviteStaff>;

export const StaffInvitationRef = z.strictObject({
	organizationId: z.uuid(),
	invitationId: z.uuid(),
});
export type StaffInvitationRef = z.infer<typeof StaffInvitationRef>;

export const Token = z.strictObject({ token: z.string().min(1).max(100) });
export type Token = z.infer<typeof Token>;

/** What somebody who follows an invitation sees before they accept. */
export const OpenStaffInvitation = z.strictObject({
	organizationName: z.string(),
	role: StaffRoleName,
	inviterName: z.string().nullable(),
	/** The address it was sent to, which is the one that may accept. */
	email: z.string(),
});
export type OpenStaffInvitation = z.infer<typeof OpenStaffInvitation>;

/** Who works for an organization, and who was asked to. */
export const Team = z.strictObject({
	people: z.array(
		z.strictObject({
			staffId: z.uuid(),
			name: z.string(),
			email: z.string(),
			role: StaffRoleName,
			since: z.date(),
			isSelf: z.boolean(),
			/** The roles the reader may give them; empty where they may not change it. */
			mayBecome: z.array(StaffRoleName),
			mayRemove: z.boolean(),
		}),
	),
	invitations: z.array(
		z.strictObject({
			id: z.uuid(),
			email: z.string(),
			role: StaffRoleName,
			inviterName: z.string().nullable(),
			createdAt: z.date(),
			expiresAt: z.date(),
			isExpired: z.boolean(),
		}),
	),
	/** The roles the reader may invite people with. */
	mayInvite: z.array(StaffRoleName),
});
export type Team = z.infer<typeof Team>;

/** Everything that is written down of an organization. */
export const ORGANIZATION_ACTIONS = [
	...(['communities.entered', 'communities.exported', 'communities.imported'] as const),
	...(['communities.closed', 'communities.deleted', 'communities.kept'] as const),
	...(['communities.opened', 'invitations.revoked'] as const),
	...(['invitations.sent', 'organization.renamed'] as const),
	...(['staff.joined', 'staff.left', 'staff.removed', 'staff.role_given'] as const),
] as const;
export type OrganizationAction = (typeof ORGANIZATION_ACTIONS)[number];

export const ListActivity = PageInput.extend({ organizationId: z.uuid() });
export type ListActivity = z.infer<typeof ListActivity>;

const State = z.record(z.string(), z.unknown()).nullable();

export const Activity = z.strictObject({
	items: z.array(
		z.strictObject({
			number: z.int(),
			at: z.date(),
			action: z.string(),
			actorName: z.string(),
			label: z.string(),
			before: State,
			after: State,
		}),
	),
	nextCursor: z.string().nullable(),
});
export type Activity = z.infer<typeof Activity>;
