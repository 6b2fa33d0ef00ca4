import { analyticsPermissions } from '../analytics/analytics.policy.ts';
import { announcementsPermissions } from '../announcements/announcements.policy.ts';
import { archivesPermissions } from '../archives/archives.policy.ts';
import { auditPermissions } from '../audit/audit.policy.ts';
import { commentsPermissions } from '../comments/comments.policy.ts';
import { communitiesPermissions } from '../communities/communities.policy.ts';
import { gamificationPermissions } from '../gamification/gamification.policy.ts';
import { ideasPermissions } from '../ideas/ideas.policy.ts';
import { mediaPermissions } from '../media/media.policy.ts';
import { membersPermissions } from '../members/members.policy.ts';
import { membershipsPermissions } from '../memberships/memberships.policy.ts';
import { mergingPermissions } from '../merging/merging.policy.ts';
import { notesPermissions } from '../notes/notes.policy.ts';
import { paymentsPermissions } from '../payments/payments.policy.ts';
import { pollsPermissions } from '../polls/polls.policy.ts';
import { postsPermissions } from '../posts/posts.policy.ts';
import { reactionsPermissions } from '../reactions/reactions.policy.ts';
import { restrictionsPermissions } from '../restrictions/restrictions.policy.ts';
import { rolesPermissions } from '../roles/roles.policy.ts';
import { searchPermissions } from '../search/search.policy.ts';
import { spacesPermissions } from '../spaces/spaces.policy.ts';
import { ssoPermissions } from '../sso/sso.policy.ts';
import { submissionsPermissions } from '../submissions/submissions.policy.ts';
import { tagsPermissions } from '../tags/tags.policy.ts';
import { tiersPermissions } from '../tiers/tiers.policy.ts';

/** Every permission that roles can allow or deny, as the domains declare them, and where each can be given. */
export const permissionFacts = {
	...analyticsPermissions,
	...announcementsPermissions,
	...archivesPermissions,
	...auditPermissions,
	...commentsPermissions,
	...communitiesPermissions,
	...gamificationPermissions,
	...ideasPermissions,
	...mediaPermissions,
	...membersPermissions,
	...membershipsPermissions,
	...mergingPermissions,
	...notesPermissions,
	...paymentsPermissions,
	...pollsPermissions,
	...postsPermissions,
	...reactionsPermissions,
	...restrictionsPermissions,
	...rolesPermissions,
	...searchPermissions,
	...spacesPermissions,
	...ssoPermissions,
	...submissionsPermissions,
	...tagsPermissions,
	...tiersPermissions,
} as const;
export type Permission = keyof typeof permissionFacts;

/** Their names, in the order of the domains. */
export const permissionCatalogue = Object.keys(permissionFacts) as readonly Permission[];

const spacePermissions: ReadonlySet<string> = new Set(
	permissionCatalogue.filter((permission) => permissionFacts[permission] === 'space'),
);
/** What its holder could take the community over with. */
export const DANGEROUS: readonly Permission[] = permissionCatalogue.filter(
	(permission) => permissionFacts[permission] === 'dangerous',
);
const dangerousPermissions: ReadonlySet<string> = new Set(DANGEROUS);

/** Whether groups of spaces and spaces can decide it differently. */
export const isBuiltOnSpaces = (permission: string): boolean => spacePermissions.has(permission);

/** Whether who holds it can take the community over; roles that allow it ask for a second factor. */
export const isDangerous = (permission: string): boolean => dangerousPermissions.has(permission);

/** What keeps a member outside: they were not here yet, wait to be let in, or were sent out for a time or for good. */
export const HELD_BACK = ['staged', 'pending', 'suspended', 'banned'] as const;
export type HeldBack = (typeof HELD_BACK)[number];

/**
 * The published order in which a community decides; each step overrules those before it. Within a step a denial beats
 * an allowance, and who says nothing inherits.
 */
export const STEPS = [
	'owner',
	'everyone',
	'roles',
	'space_setting',
	'group_everyone',
	'group_roles',
	'group_member',
	'space_everyone',
	'space_roles',
	'space_member',
	'overrules_spaces',
	'manages_space',
	'hidden_space',
	'second_factor',
	'unpaid',
	'silenced',
	'guidelines',
	'private_community',
	...HELD_BACK,
] as const;
export type Step = (typeof STEPS)[number];
