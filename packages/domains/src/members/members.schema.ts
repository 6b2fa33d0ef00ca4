import * as z from 'zod';
import { TimeZone } from '@kith/kernel/time-zones';
import { LOCALES } from '@kith/kernel/locales';
import { PageInput } from '@kith/kernel/pages';
import {
	FieldFilter,
	FieldInput,
	MOST_FIELDS,
	OwnField,
	ShownField,
} from '../fields/fields.schema.ts';
import { JoinAnswer } from './joining.schema.ts';
import { Restriction } from './restriction.schema.ts';
import { Email, PersonName } from '../identity/identity.schema.ts';

export const INVITATION_DAYS = 14;
export const LINK_DAYS = 30;
export const LINK_USES = 500;
/** What may be chosen for a link. */
export const MOST_LINK_USES = 10_000;
export const MOST_LINK_DAYS = 365;
/** Addresses invited in one go. */
export const MOST_INVITED = 100;

export const Handle = z
	.string()
	.trim()
	.toLowerCase()
	.min(2)
	.max(32)
	.regex(/^[a-z0-9][a-z0-9_-]*[a-z0-9]$/);
export const Bio = z.string().trim().max(500);
export const RoleKey = z.string().min(1).max(40);
export const Locale = z.enum(LOCALES);

/** What becomes of the posts and comments of someone who goes. */
export const Contributions = z.enum(['keep', 'anonymise', 'delete']);
export type Contributions = z.infer<typeof Contributions>;

/** A role as a name badge shows it. */
export const RoleTag = z.strictObject({
	id: z.uuid(),
	key: z.string(),
	name: z.string(),
	color: z.string().nullable(),
});
export type RoleTag = z.infer<typeof RoleTag>;

/** Staged: brought in from a list, and not here yet. */
export const MemberStatus = z.enum(['active', 'pending', 'staged', 'suspended']);
export type MemberStatus = z.infer<typeof MemberStatus>;

/** Also of who is gone: the banned are listed for those who could let them back in. */
export const RowStatus = z.enum([...MemberStatus.options, 'removed']);
export type RowStatus = z.infer<typeof RowStatus>;

export const MemberSort = z.enum(['newest', 'name', 'active']);
export type MemberSort = z.infer<typeof MemberSort>;

/** What a list of members can be narrowed by at one time. */
export const FieldFilters = z.array(FieldFilter).max(10);

export const ListMembers = PageInput.extend({
	/** May hold a name, so it is longer than the cursor of other lists. */
	cursor: z.string().max(800).nullish(),
	/** Any part of a name or handle. */
	search: z.string().trim().max(80).optional(),
	/** Every status the actor may read when left out. */
	status: MemberStatus.optional(),
	roleKey: RoleKey.optional(),
	/** By day for those who were here last. */
	sort: MemberSort.optional(),
	/** All of these; only fields that the actor may see of everyone. */
	filters: FieldFilters.optional(),
});
export type ListMembers = z.infer<typeof ListMembers>;

/** A member in a list. */
export const MemberRow = z.strictObject({
	id: z.uuid(),
	handle: z.string(),
	name: z.string(),
	bio: z.string(),
	avatarFileId: z.uuid().nullable(),
	status: RowStatus,
	/** Highest first; never empty. */
	roles: z.array(RoleTag),
	joinedAt: z.date(),
	lastSeenAt: z.date().nullable(),
	/** Null for actors who may not see addresses. */
	email: z.string().nullable(),
	/** The short ones that members are looked up by, as far as the actor may see them. */
	fields: z.array(ShownField),
	/** Null for who is free, and for actors who hold nobody back. */
	restriction: Restriction.nullable(),
	/** What who waits said to the questions; null for others, and for actors who do not decide on it. */
	request: z.array(JoinAnswer).nullable(),
	/** Whether the actor may change this member's role or remove them. */
	isManageable: z.boolean(),
	/** The same of silencing and suspending, and of banning. */
	mayHold: z.boolean(),
	mayBan: z.boolean(),
});
export type MemberRow = z.infer<typeof MemberRow>;

/** A handle, or the id that mentions know somebody by. */
export const ProfileRef = z.strictObject({ handle: z.string().trim().toLowerCase().max(36) });
export type ProfileRef = z.infer<typeof ProfileRef>;

/** A member on their own page. */
export const Profile = z.strictObject({
	id: z.uuid(),
	handle: z.string(),
	name: z.string(),
	bio: z.string(),
	avatarFileId: z.uuid().nullable(),
	status: MemberStatus,
	roles: z.array(RoleTag),
	/** Published posts and comments in spaces the viewer may read. */
	postCount: z.int(),
	commentCount: z.int(),
	/** As far as the viewer may see them. */
	fields: z.array(ShownField),
	joinedAt: z.date(),
	may: z.strictObject({ edit: z.boolean(), manage: z.boolean() }),
});
export type Profile = z.infer<typeof Profile>;

/** One's own profile, as its form shows it. */
export const OwnProfile = z.strictObject({
	id: z.uuid(),
	handle: z.string(),
	name: z.string(),
	bio: z.string(),
	avatarFileId: z.uuid().nullable(),
	roles: z.array(RoleTag),
	/** Null: the community's. */
	locale: Locale.nullable(),
	timeZone: z.string().nullable(),
	fields: z.array(OwnField),
	joinedAt: z.date(),
	version: z.int(),
});
export type OwnProfile = z.infer<typeof OwnProfile>;

export const UpdateProfile = z.strictObject({
	name: PersonName,
	handle: Handle,
	bio: Bio,
	/** A file of one's own, uploaded as `avatar`. */
	avatarFileId: z.uuid().nullable(),
	/** Left out: as it was. */
	locale: Locale.nullish(),
	timeZone: TimeZone.nullish(),
	/** Left out: as they were. With it, all that must be filled in are. */
	fields: z.array(FieldInput).max(MOST_FIELDS).optional(),
	/** The version the form started from; another one in between is a conflict, never lost. */
	version: z.int().positive(),
});
export type UpdateProfile = z.infer<typeof UpdateProfile>;

export const MemberCounts = z.strictObject({
	active: z.int(),
	/** Who wait for somebody to decide. */
	pending: z.int(),
	/** Who wait for a membership of their own, which nobody decides on. */
	paying: z.int(),
	staged: z.int(),
	/** Held back, of those who are not gone. */
	restricted: z.int(),
	banned: z.int(),
	/** Open invitations to an address. */
	invited: z.int(),
});
export type MemberCounts = z.infer<typeof MemberCounts>;

export const MemberRef = z.strictObject({ memberId: z.uuid() });
export type MemberRef = z.infer<typeof MemberRef>;

/** So many requests are approved at once. */
export const MOST_APPROVED = 50;
export const ApproveMembers = z.strictObject({
	memberIds: z.array(z.uuid()).min(1).max(MOST_APPROVED),
});
export type ApproveMembers = z.infer<typeof ApproveMembers>;
export const Approved = z.strictObject({ approved: z.int() });
export type Approved = z.infer<typeof Approved>;

export const DeclineMember = z.strictObject({
	memberId: z.uuid(),
	reason: z.string().trim().max(500).optional(),
});
export type DeclineMember = z.infer<typeof DeclineMember>;

export const SetRole = z.strictObject({ memberId: z.uuid(), roleKey: RoleKey });
export type SetRole = z.infer<typeof SetRole>;

export const Removal = z.strictObject({
	contributions: Contributions,
	/** For the log, and for the member where they are told. */
	reason: z.string().trim().max(500).default(''),
	/** Whether a mail tells the member that they are one no more. */
	tells: z.boolean().default(true),
});
export const RemoveMember = Removal.extend({ memberId: z.uuid() });
export type RemoveMember = z.input<typeof RemoveMember>;

export const LeaveCommunity = z.strictObject({ contributions: Contributions.default('keep') });
export type LeaveCommunity = z.infer<typeof LeaveCommunity>;

export const InviteMembers = z.strictObject({
	emails: z.array(Email).min(1).max(MOST_INVITED),
	roleKey: RoleKey,
	/** A private space they are let into besides. */
	spaceId: z.uuid().nullish(),
	message: z.string().trim().max(300).optional(),
});
export type InviteMembers = z.infer<typeof InviteMembers>;

export const InviteResult = z.strictObject({ sent: z.int(), alreadyMembers: z.int() });
export type InviteResult = z.infer<typeof InviteResult>;

export const CreateInviteLink = z.strictObject({
	roleKey: RoleKey.default('member'),
	maxUses: z.int().min(1).max(MOST_LINK_USES).optional(),
	days: z.int().min(1).max(MOST_LINK_DAYS).optional(),
	/** A private space that whoever joins by it is let into besides. */
	spaceId: z.uuid().nullish(),
});
export type CreateInviteLink = z.infer<typeof CreateInviteLink>;

/** A link that many can join by. `token` and `url` are shown this once and kept nowhere. */
export const InviteLink = z.strictObject({
	invitationId: z.uuid(),
	token: z.string(),
	url: z.string(),
	expiresAt: z.date(),
	maxUses: z.int(),
});
export type InviteLink = z.infer<typeof InviteLink>;

/** An invitation that can still be used, as the studio lists it. */
export const InvitationRow = z.strictObject({
	id: z.uuid(),
	/** Null for a link; masked for actors who may not see addresses and did not invite this one. */
	email: z.string().nullable(),
	role: RoleTag,
	/** Null too when it is gone. */
	spaceName: z.string().nullable(),
	inviterName: z.string().nullable(),
	uses: z.int(),
	maxUses: z.int(),
	createdAt: z.date(),
	expiresAt: z.date(),
	/** Withdrawn, used up or run out: nobody joins by it any more. */
	isOver: z.boolean(),
});
export type InvitationRow = z.infer<typeof InvitationRow>;

export const ListInvitations = PageInput.extend({
	/** Those that nobody joins by any more, instead of the open ones. */
	over: z.boolean().optional(),
});
export type ListInvitations = z.infer<typeof ListInvitations>;

export const InvitationRef = z.strictObject({ invitationId: z.uuid() });
export type InvitationRef = z.infer<typeof InvitationRef>;

export const InvitationToken = z.strictObject({ token: z.string().min(1).max(100) });
export type InvitationToken = z.infer<typeof InvitationToken>;

/** What the join page shows of the invitation somebody holds. */
export const HeldInvitation = z.strictObject({
	inviterName: z.string().nullable(),
	/** The address it was sent to, such as `a…@example.org`; null for a link. */
	email: z.string().nullable(),
});
export type HeldInvitation = z.infer<typeof HeldInvitation>;
