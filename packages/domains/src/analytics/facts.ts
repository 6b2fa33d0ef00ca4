import type { EventName } from '../events.ts';

/** What a fact is counted as. */
export type Kind =
	| 'visit'
	| 'origin'
	| 'joined'
	| 'left'
	| 'welcomed'
	| 'post'
	| 'comment'
	| 'reaction'
	| 'vote'
	| 'solution'
	| 'follow'
	| 'document'
	| 'paid';

/** The events that count, and as what. */
const FACTS = {
	'members.visited': 'visit',
	'members.origin_known': 'origin',
	'members.joined': 'joined',
	'members.approved': 'joined',
	'members.left': 'left',
	'members.removed': 'left',
	'onboarding.answered': 'welcomed',
	'posts.published': 'post',
	'comments.published': 'comment',
	'reactions.added': 'reaction',
	'ideas.voted': 'vote',
	'polls.voted': 'vote',
	'questions.answer_accepted': 'solution',
	'relations.followed': 'follow',
	'library.document_added': 'document',
	'memberships.started': 'paid',
} as const satisfies Partial<Record<EventName, Kind>>;

export type CountedEvent = keyof typeof FACTS;
export const COUNTED_EVENTS = Object.keys(FACTS) as readonly CountedEvent[];
export const kindOf = (type: string): Kind | undefined =>
	type in FACTS ? FACTS[type as CountedEvent] : undefined;

/** What shows that somebody was here and did something, of all that is counted. */
export const ACTIONS: ReadonlySet<string> = new Set<Kind>([
	...(['visit', 'post', 'comment', 'reaction', 'vote', 'solution', 'follow', 'document'] as const),
]);

/** The roles whose holders work for the community, by key. */
export const STAFF_ROLES = ['owner', 'admin', 'moderator'] as const;
