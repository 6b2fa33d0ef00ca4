import type * as z from 'zod';
import { bookmarksEvents } from './bookmarks/bookmarks.events.ts';
import { announcementsEvents } from './announcements/announcements.events.ts';
import { commentsEvents } from './comments/comments.events.ts';
import { communitiesEvents } from './communities/communities.events.ts';
import { rolesEvents } from './roles/roles.events.ts';
import { designEvents } from './design/design.events.ts';
import { fieldsEvents } from './fields/fields.events.ts';
import { gamificationEvents } from './gamification/gamification.events.ts';
import { guidelinesEvents } from './guidelines/guidelines.events.ts';
import { historyEvents } from './history/history.events.ts';
import { libraryEvents } from './library/library.events.ts';
import { lifecycleEvents } from './lifecycle/lifecycle.events.ts';
import { ideasEvents } from './ideas/ideas.events.ts';
import { membersEvents } from './members/members.events.ts';
import { membershipsEvents } from './memberships/memberships.events.ts';
import { onboardingEvents } from './onboarding/onboarding.events.ts';
import { paymentsEvents } from './payments/payments.events.ts';
import { pollsEvents } from './polls/polls.events.ts';
import { postsEvents } from './posts/posts.events.ts';
import { questionsEvents } from './questions/questions.events.ts';
import { reactionsEvents } from './reactions/reactions.events.ts';
import { restrictionsEvents } from './restrictions/restrictions.events.ts';
import { ssoEvents } from './sso/sso.events.ts';
import { submissionsEvents } from './submissions/submissions.events.ts';
import { tagsEvents } from './tags/tags.events.ts';
import { tiersEvents } from './tiers/tiers.events.ts';
import { relationsEvents } from './relations/relations.events.ts';

/** Every fact the product tells, past tense: jobs, live streams, analytics and webhooks read this one catalogue. */
export const eventCatalogue = {
	...bookmarksEvents,
	...announcementsEvents,
	...commentsEvents,
	...communitiesEvents,
	...designEvents,
	...fieldsEvents,
	...gamificationEvents,
	...guidelinesEvents,
	...historyEvents,
	...libraryEvents,
	...lifecycleEvents,
	...ideasEvents,
	...membersEvents,
	...membershipsEvents,
	...onboardingEvents,
	...paymentsEvents,
	...pollsEvents,
	...postsEvents,
	...questionsEvents,
	...reactionsEvents,
	...rolesEvents,
	...restrictionsEvents,
	...ssoEvents,
	...submissionsEvents,
	...tagsEvents,
	...tiersEvents,
	...relationsEvents,
} as const;

export type EventName = keyof typeof eventCatalogue;
export type EventPayload<Name extends EventName> = z.infer<
	(typeof eventCatalogue)[Name]['payload']
>;

/** Whether members' open pages hear of the event; such events carry the space that decides who may. */
export function isLive(name: string): boolean {
	return name in eventCatalogue && eventCatalogue[name as EventName].live;
}
