import { commentsPermissions, commentsPolicy } from './comments/comments.policy.ts';
import { communitiesPermissions, communitiesPolicy } from './communities/communities.policy.ts';
import { mediaPermissions, mediaPolicy } from './media/media.policy.ts';
import { membersPermissions, membersPolicy } from './members/members.policy.ts';
import type { Policy } from './permissions/permission.ts';
import { postsPermissions, postsPolicy } from './posts/posts.policy.ts';
import { reactionsPermissions, reactionsPolicy } from './reactions/reactions.policy.ts';
import { rolesPermissions, rolesPolicy } from './roles/roles.policy.ts';
import { searchPermissions, searchPolicy } from './search/search.policy.ts';
import { spacesPermissions, spacesPolicy } from './spaces/spaces.policy.ts';
import { submissionsPermissions, submissionsPolicy } from './submissions/submissions.policy.ts';

/** Every domain's sentences; the ability of an actor is compiled from all of them. */
export const policies: readonly Policy[] = [
	commentsPolicy,
	communitiesPolicy,
	mediaPolicy,
	membersPolicy,
	postsPolicy,
	reactionsPolicy,
	rolesPolicy,
	searchPolicy,
	spacesPolicy,
	submissionsPolicy,
];

/** Every permission a role can allow or deny, as the domains declare them. */
export const permissionCatalogue = [
	...commentsPermissions,
	...communitiesPermissions,
	...mediaPermissions,
	...membersPermissions,
	...postsPermissions,
	...reactionsPermissions,
	...rolesPermissions,
	...searchPermissions,
	...spacesPermissions,
	...submissionsPermissions,
] as const;
export type Permission = (typeof permissionCatalogue)[number];
