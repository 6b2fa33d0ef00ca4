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
	| 'move'
	| 'share'
	| 'react'
	| 'comment'
	| 'invite'
	| 'assign'
	| 'remove'
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
	| 'AuditEntry'
	| 'Comment'
	| 'Community'
	| 'Document'
	| 'Draft'
	| 'File'
	| 'Folder'
	| 'Invitation'
	| 'Member'
	| 'MemberField'
	| 'Post'
	| 'Role'
	| 'SearchTerm'
	| 'Space'
	| 'Submission'
	| 'Tag';

/** The columns a rule may ask about; all NOT NULL in the database or compared by equality only. */
export type SubjectRow = Readonly<Record<string, unknown>>;

export type AppAbility = MongoAbility<[Action, SubjectName | SubjectRow]>;

/** Members whom the actor does not want to meet, or who do not want to meet the actor. */
export type Avoided = {
	/** Blocked by the actor. */
	blocked: readonly string[];
	/** Who blocked the actor, who must not learn of it. */
	blockedBy: readonly string[];
	muted: readonly string[];
};

/** What the policies know of the actor. */
export type Grants = {
	/** Whether one of the actor's roles allows `permission` and none of the same rank denies it. */
	has(permission: string): boolean;
	/** The acting member; an id that matches no row when there is none. */
	memberId: string;
	/** The highest rank among the actor's roles; 0 for visitors. */
	rank: number;
	spaces: {
		readable: readonly string[];
		postable: readonly string[];
		/** Readable ones with a library. */
		libraries: readonly string[];
		/** Those of them whose library the actor may add to. */
		fillable: readonly string[];
	};
	avoided: Avoided;
	/** The highest version the actor accepted, and whether they take no part before they accept a later one. */
	guidelines: { accepted: number; owes: boolean };
};

export type Rules = Pick<AbilityBuilder<AppAbility>, 'can' | 'cannot'>;

/** A domain's sentences on who may do what with its nouns. Pure and browser-safe. */
export type Policy = (grants: Grants, rules: Rules) => void;

/** An id that no row has: conditions on "mine" hold nothing for visitors. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';
