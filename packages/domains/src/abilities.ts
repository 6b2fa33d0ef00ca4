import { analyticsPolicy } from './analytics/analytics.policy.ts';
import { affiliatesPolicy } from './affiliates/affiliates.policy.ts';
import { announcementsPolicy } from './announcements/announcements.policy.ts';
import { archivesPolicy } from './archives/archives.policy.ts';
import { auditPolicy } from './audit/audit.policy.ts';
import { commentsPolicy } from './comments/comments.policy.ts';
import { communitiesPolicy } from './communities/communities.policy.ts';
import { draftsPolicy } from './drafts/drafts.policy.ts';
import { fieldsPolicy } from './fields/fields.policy.ts';
import { gamificationPolicy } from './gamification/gamification.policy.ts';
import { ideasPolicy } from './ideas/ideas.policy.ts';
import { libraryPolicy } from './library/library.policy.ts';
import { mediaPolicy } from './media/media.policy.ts';
import { membersPolicy } from './members/members.policy.ts';
import { membershipsPolicy } from './memberships/memberships.policy.ts';
import { mergingPolicy } from './merging/merging.policy.ts';
import { notesPolicy } from './notes/notes.policy.ts';
import { offersPolicy } from './offers/offers.policy.ts';
import { paymentsPolicy } from './payments/payments.policy.ts';
import type { Policy } from './permissions/permission.ts';
import { pollsPolicy } from './polls/polls.policy.ts';
import { postsPolicy } from './posts/posts.policy.ts';
import { questionsPolicy } from './questions/questions.policy.ts';
import { reactionsPolicy } from './reactions/reactions.policy.ts';
import { relationsPolicy } from './relations/relations.policy.ts';
import { restrictionsPolicy } from './restrictions/restrictions.policy.ts';
import { rolesPolicy } from './roles/roles.policy.ts';
import { salesPolicy } from './sales/sales.policy.ts';
import { searchPolicy } from './search/search.policy.ts';
import { spacesPolicy } from './spaces/spaces.policy.ts';
import { ssoPolicy } from './sso/sso.policy.ts';
import { submissionsPolicy } from './submissions/submissions.policy.ts';
import { tagsPolicy } from './tags/tags.policy.ts';
import { tiersPolicy } from './tiers/tiers.policy.ts';

/** Every domain's sentences; the ability of an actor is compiled from all of them. */
export const policies: readonly Policy[] = [
	analyticsPolicy,
	affiliatesPolicy,
	announcementsPolicy,
	archivesPolicy,
	auditPolicy,
	commentsPolicy,
	communitiesPolicy,
	draftsPolicy,
	fieldsPolicy,
	gamificationPolicy,
	ideasPolicy,
	libraryPolicy,
	mediaPolicy,
	membersPolicy,
	membershipsPolicy,
	mergingPolicy,
	notesPolicy,
	offersPolicy,
	paymentsPolicy,
	pollsPolicy,
	postsPolicy,
	questionsPolicy,
	reactionsPolicy,
	restrictionsPolicy,
	rolesPolicy,
	salesPolicy,
	searchPolicy,
	spacesPolicy,
	ssoPolicy,
	submissionsPolicy,
	tagsPolicy,
	tiersPolicy,
	// Last, because it takes away.
	relationsPolicy,
];
