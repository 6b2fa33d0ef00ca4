import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { AuditFilter } from '../audit/audit.schema.ts';
import { TimeZone } from '@kith/kernel/time-zones';
import { LocalPath } from '../communities/communities.schema.ts';
import { Email } from '../identity/identity.schema.ts';
import { Locale } from '../members/members.schema.ts';

export const OrganizationName = z.string().trim().min(2).max(80);

export const UpdateOrganization = z.strictObject({
	organizationId: z.uuid(),
	name: OrganizationName,
	/** Where its notices go beside the owners; null for nowhere else. */
	contactEmail: Email.nullable(),
	/** Of its mails. */
	locale: Locale,
	timeZone: TimeZone,
});
export type UpdateOrganization = z.infer<typeof UpdateOrganization>;

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

/** So many communities the organization's home lists; the others are found by name. */
export const MOST_LISTED = 30;
/** So many communities are named as those somebody was in last. */
export const MOST_RECENT = 8;

export const FindCommunities = z.strictObject({
	text: z.string().trim().max(80).default(''),
	/** Ids of those to name first. */
	recent: z.array(z.string().max(12)).max(MOST_RECENT).default([]),
	limit: z.int().min(1).max(50).default(20),
});
export type FindCommunities = z.infer<typeof FindCommunities>;

/** A community as the switcher lists it. */
export const FoundCommunity = OwnedCommunity.pick({
	id: true,
	name: true,
	status: true,
	look: true,
}).extend({
	host: z.string(),
	/** Empty for staff of one organization. */
	organizationName: z.string(),
});
export type FoundCommunity = z.infer<typeof FoundCommunity>;

export const FoundCommunities = z.strictObject({
	items: z.array(FoundCommunity),
	hasMore: z.boolean(),
});
export type FoundCommunities = z.infer<typeof FoundCommunities>;

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

/** What who offers an organization is in it afterwards. */
export const InviterBecomes = z.enum(['admin', 'nobody']);
export type InviterBecomes = z.infer<typeof InviterBecomes>;

export const OfferOwnership = z.strictObject({
	organizationId: z.uuid(),
	/** Of somebody on the team, or of anybody. */
	email: Email,
	inviterBecomes: InviterBecomes,
});
export type OfferOwnership = z.infer<typeof OfferOwnership>;

export const Token = z.strictObject({ token: z.string().min(1).max(100) });
export type Token = z.infer<typeof Token>;

/** What somebody who follows an invitation sees before they accept. */
export const OpenStaffInvitation = z.strictObject({
	organizationName: z.string(),
	role: StaffRoleName,
	inviterName: z.string().nullable(),
	/** The address it was sent to, which is the one that may accept. */
	email: z.string(),
	/** Where it hands the organization over: what who sent it is afterwards. */
	inviterBecomes: InviterBecomes.nullable(),
	expiresAt: z.date(),
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

/** An organization as its settings show it. */
export const OrganizationSettings = z.strictObject({
	id: z.uuid(),
	name: z.string(),
	/** Null also for who may not edit it. */
	contactEmail: z.string().nullable(),
	locale: z.string(),
	timeZone: z.string(),
	communityCount: z.int(),
	owners: z.array(z.string()),
	/** The reader's own place in it. */
	role: StaffRoleName,
	staffId: z.uuid(),
	mayEdit: z.boolean(),
	mayLeave: z.boolean(),
	/** For its owners: who could take it over, and who was asked to. */
	handover: z
		.strictObject({
			candidates: z.array(
				z.strictObject({ name: z.string(), email: z.string(), role: StaffRoleName }),
			),
			offer: z
				.strictObject({
					id: z.uuid(),
					email: z.string(),
					takerName: z.string().nullable(),
					giverName: z.string().nullable(),
					inviterBecomes: InviterBecomes,
					createdAt: z.date(),
					expiresAt: z.date(),
					isExpired: z.boolean(),
				})
				.nullable(),
		})
		.nullable(),
});
export type OrganizationSettings = z.infer<typeof OrganizationSettings>;

/** Everything that is written down of an organization. */
export const ORGANIZATION_ACTIONS = [
	'activity.exported',
	...(['communities.entered', 'communities.exported', 'communities.imported'] as const),
	...(['communities.closed', 'communities.deleted', 'communities.kept'] as const),
	...(['communities.opened', 'invitations.declined', 'invitations.revoked'] as const),
	...(['invitations.sent', 'organization.updated', 'organization.renamed'] as const),
	...(['ownership.declined', 'ownership.given', 'ownership.offered', 'ownership.taken'] as const),
	...(['ownership.withdrawn'] as const),
	...(['plan.canceled', 'plan.changed', 'plan.kept', 'plan.ordered'] as const),
	...(['staff.joined', 'staff.left', 'staff.removed', 'staff.role_given'] as const),
] as const;
export type OrganizationAction = (typeof ORGANIZATION_ACTIONS)[number];

/** Which of what staff did is wanted; nothing named: all. */
const ActivityFilter = AuditFilter.omit({ aboutId: true });
export const ListActivity = PageInput.extend({
	organizationId: z.uuid(),
	...ActivityFilter.shape,
});
export type ListActivity = z.infer<typeof ListActivity>;

export const ExportActivity = ActivityFilter.extend({ organizationId: z.uuid() });
export type ExportActivity = z.infer<typeof ExportActivity>;

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
