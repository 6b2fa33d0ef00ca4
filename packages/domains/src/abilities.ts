import {
	announcementsPermissions,
	announcementsPolicy,
} from './announcements/announcements.policy.ts';
import { auditPermissions, auditPolicy } from './audit/audit.policy.ts';
import { commentsPermissions, commentsPolicy } from './comments/comments.policy.ts';
import { communitiesPermissions, communitiesPolicy } from './communities/communities.policy.ts';
import { draftsPolicy } from './drafts/drafts.policy.ts';
import { fieldsPolicy } from './fields/fields.policy.ts';
import { ideasPermissions, ideasPolicy } from './ideas/ideas.policy.ts';
import { libraryPolicy } from './library/library.policy.ts';
import { mediaPermissions, mediaPolicy } from './media/media.policy.ts';
import { membersPermissions, membersPolicy } from './members/members.policy.ts';
import type { Policy } from './permissions/permission.ts';
import { pollsPermissions, pollsPolicy } from './polls/polls.policy.ts';
import { postsPermissions, postsPolicy } from './posts/posts.policy.ts';
import { questionsPolicy } from './questions/questions.policy.ts';
import { reactionsPermissions, reactionsPolicy } from './reactions/reactions.policy.ts';
import { relationsPolicy } from './relations/relations.policy.ts';
import { rolesPermissions, rolesPolicy } from './roles/roles.policy.ts';
import { searchPermissions, searchPolicy } from './search/search.policy.ts';
import { spacesPermissions, spacesPolicy } from './spaces/spaces.policy.ts';
import { submissionsPermissions, submissionsPolicy } from './submissions/submissions.policy.ts';
import { tagsPermissions, tagsPolicy } from './tags/tags.policy.ts';

/** Every domain's sentences; the ability of an actor is compiled from all of them. */
export const policies: readonly Policy[] = [
	announcementsPolicy,
	auditPolicy,
	commentsPolicy,
	communitiesPolicy,
	draftsPolicy,
	fieldsPolicy,
	ideasPolicy,
	libraryPolicy,
	mediaPolicy,
	membersPolicy,
	pollsPolicy,
	postsPolicy,
	questionsPolicy,
	reactionsPolicy,
	rolesPolicy,
	searchPolicy,
	spacesPolicy,
	submissionsPolicy,
	tagsPolicy,
	// Last, because it takes away.
	relationsPolicy,
];

/** Every permission that roles can allow or deny, as the domains declare them, and where each can be given. */
export const permissionFacts = {
	...announcementsPermissions,
	...auditPermissions,
	...commentsPermissions,
	...communitiesPermissions,
	...ideasPermissions,
	...mediaPermissions,
	...membersPermissions,
	...pollsPermissions,
	...postsPermissions,
	...reactionsPermissions,
	...rolesPermissions,
	...searchPermissions,
	...spacesPermissions,
	...submissionsPermissions,
	...tagsPermissions,
} as const;
export type Permission = keyof typeof permissionFacts;

/** Their names, in the order of the domains. */
export const permissionCatalogue = Object.keys(permissionFacts) as readonly Permission[];

const spacePermissions: ReadonlySet<string> = new Set(
	permissionCatalogue.filter((permission) => permissionFacts[permission] === 'space'),
);
const dangerousPermissions: ReadonlySet<string> = new Set(
	permissionCatalogue.filter((permission) => permissionFacts[permission] === 'dangerous'),
);

/** Whether groups of spaces and spaces can decide it differently. */
export const isBuiltOnSpaces = (permission: string): boolean => spacePermissions.has(permission);

/** Whether who holds it can take the community over; roles that allow it ask for a second factor. */
export const isDangerous = (permission: string): boolean => dangerousPermissions.has(permission);
