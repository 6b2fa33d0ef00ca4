import type { AbilityBuilder, MongoAbility } from '@casl/ability';

/** Everything an actor can do to a subject; one word per idea. */
export type Action =
	| 'read'
	| 'create'
	| 'update'
	| 'delete'
	| 'moderate'
	| 'pin'
	| 'approve'
	| 'feature'
	| 'lock'
	| 'merge'
	| 'move'
	| 'share'
	| 'react'
	| 'comment'
	| 'invite'
	| 'assign'
	| 'remove'
	| 'silence'
	| 'ban'
	| 'administer'
	| 'enter'
	| 'accept'
	| 'vote'
	| 'decide'
	| 'announce'
	| 'acknowledge'
	| 'answer'
	| 'close';

/** The nouns that rules are about. */
export type SubjectName =
	| 'Analytics'
	| 'Affiliate'
	| 'Archive'
	| 'AuditEntry'
	| 'Challenge'
	| 'Comment'
	| 'Community'
	| 'Connection'
	| 'Document'
	| 'Draft'
	| 'File'
	| 'Folder'
	| 'Invitation'
	| 'Member'
	| 'MemberField'
	| 'Membership'
	| 'ModerationNumbers'
	| 'Note'
	| 'Offer'
	| 'Payments'
	| 'PointRule'
	| 'Post'
	| 'PublicLog'
	| 'Purchase'
	| 'Role'
	| 'Score'
	| 'SearchTerm'
	| 'Setting'
	| 'Space'
	| 'Submission'
	| 'Tag'
	| 'Tier';

/** The columns a rule may ask about; all NOT NULL in the database or compared by equality only. */
export type SubjectRow = Readonly<Record<string, unknown>>;

export type AppAbility = MongoAbility<[Action, SubjectName | SubjectRow]>;

/** Whom and what the actor does not want to meet, and who does not want to meet the actor. */
export type Avoided = {
	/** Blocked by the actor. */
	blocked: readonly string[];
	/** Who blocked the actor, who must not learn of it. */
	blockedBy: readonly string[];
	muted: readonly string[];
	/** Spaces that the actor muted. */
	spaces: readonly string[];
};

/** What the policies know of the actor. */
export type Grants = {
	/** Whether the actor has `permission` in the whole community. */
	has(permission: string): boolean;
	/** The spaces in which the actor has `permission`, which is one that spaces can decide on. */
	where(permission: string): readonly string[];
	/** All the others. */
	whereNot(permission: string): readonly string[];
	/** The acting member; an id that matches no row when there is none. */
	memberId: string;
	/** The highest rank among the actor's roles; 0 for visitors. */
	rank: number;
	spaces: {
		readable: readonly string[];
		postable: readonly string[];
		/** Private ones that the actor cannot enter and a tier on offer opens: everybody inside sees their doors. */
		doors: readonly string[];
		/** Readable ones with a library. */
		libraries: readonly string[];
		/** Those of them whose library the actor may add to. */
		fillable: readonly string[];
	};
	avoided: Avoided;
	/** The highest version the actor accepted, and whether they take no part before they accept a later one. */
	guidelines: { accepted: number; owes: boolean };
	/** The same of the community's own terms. */
	terms: { accepted: number; owes: boolean };
	/** Whether they take no part before they show a second factor, because everybody is asked for one. */
	lacksSecondFactor: boolean;
};

/**
 * Where a permission can be given: in the whole community, also in single spaces, or only in the whole community and
 * under a second factor.
 */
export type PermissionFacts = Readonly<
	Record<`${string}:${string}`, 'community' | 'space' | 'dangerous'>
>;

/** What a role, a group of spaces or a space says of permissions; what is not named is inherited. */
export type Words = Readonly<Record<string, 'allow' | 'deny'>>;

export type Rules = Pick<AbilityBuilder<AppAbility>, 'can' | 'cannot'>;

/** A domain's sentences on who may do what with its nouns. Pure and browser-safe. */
export type Policy = (grants: Grants, rules: Rules) => void;

/** Rows that are published in one of the spaces; none where there are none. */
export const publishedIn = (spaceIds: readonly string[]) => ({
	status: 'published',
	spaceId: { $in: [...spaceIds] },
});

/** An id that no row has: conditions on "mine" hold nothing for visitors. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What a member does not do before they have accepted the guidelines; reading and keeping order go on. */
export const TAKING_PART: ReadonlySet<string> = new Set([
	...['posts:publish', 'comments:publish', 'reactions:react'],
	...['tags:create', 'ideas:vote', 'polls:vote', 'spaces:create'],
]);
