import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { Access, MOST_ACCESS } from './access.schema.ts';

/** What counts, as it stands in the product: each kind has one doer, and most have somebody it was done for. */
export const DEED_KINDS = [
	...(['post', 'comment', 'reaction', 'answer', 'vote', 'follow', 'invitation'] as const),
	...(['join', 'feature', 'document'] as const),
] as const;
export const DeedKind = z.enum(DEED_KINDS);
export type DeedKind = z.infer<typeof DeedKind>;

/** Whom a deed has besides its doer: `post` and the like have nobody. */
export const HAS_OTHER: Readonly<Record<DeedKind, boolean>> = {
	...{ post: false, comment: true, reaction: true, answer: true, vote: true, follow: true },
	...{ invitation: true, join: false, feature: false, document: false },
};

/** Whether the doer, or the one it was done for, is meant. */
export const Side = z.enum(['doer', 'other']);
export type Side = z.infer<typeof Side>;

export const TONES = ['bronze', 'silver', 'gold', 'brand', 'rose', 'sky'] as const;

export const MOST_RULES = 100;
export const MOST_BADGES = 200;
export const MOST_LEVELS = 100;
const MOST_DEPTH = 5;
const MOST_CONDITIONS = 40;
const MOST_POINTS = 10_000;

const Ids = z.array(z.uuid()).min(1).max(50);

const Leaf = z.discriminatedUnion('is', [
	z.strictObject({ is: z.literal('space'), in: Ids }),
	z.strictObject({ is: z.literal('tag'), in: Ids }),
	z.strictObject({ is: z.literal('role'), in: Ids }),
	z.strictObject({ is: z.literal('postKind'), in: z.array(z.string().max(20)).min(1).max(10) }),
	z.strictObject({ is: z.literal('emoji'), in: z.array(z.string().max(16)).min(1).max(20) }),
	/** Characters of the text. */
	z.strictObject({ is: z.literal('length'), atLeast: z.int().min(1).max(10_000) }),
	/** Days since the member joined, when it was done. */
	z.strictObject({
		is: z.literal('daysMember'),
		atLeast: z.int().min(0).max(3650).nullable(),
		atMost: z.int().min(0).max(3650).nullable(),
	}),
	/** The first time ever that the rest of the rule is met. */
	z.strictObject({ is: z.literal('first') }),
	/** How many deeds of a kind the member has in the days up to this one, this one included; ever without days. */
	z.strictObject({
		is: z.literal('count'),
		of: DeedKind,
		as: Side,
		days: z.int().min(1).max(365).nullable(),
		atLeast: z.int().min(1).max(100_000),
	}),
	/** Days in a row up to this one, or to the day before, on which the member did something that is counted. */
	z.strictObject({ is: z.literal('streak'), days: z.int().min(2).max(365) }),
	/** In the Common Expression Language, of what `expression.ts` knows of a deed. */
	z.strictObject({ is: z.literal('expression'), text: z.string().trim().min(1).max(500) }),
]);
export type Leaf = z.infer<typeof Leaf>;

export type Condition =
	| Leaf
	| { is: 'all'; of: Condition[] }
	| { is: 'any'; of: Condition[] }
	| { is: 'not'; what: Condition };

/** A tree of conditions. Deep and huge ones are refused by `isBounded` before anything walks them. */
export const Condition: z.ZodType<Condition> = z.lazy(() =>
	z.union([
		Leaf,
		z.strictObject({ is: z.enum(['all', 'any']), of: z.array(Condition).max(MOST_CONDITIONS) }),
		z.strictObject({ is: z.literal('not'), what: Condition }),
	]),
);

/** Whether a value that nobody has looked at yet is small enough to be looked at: never deeper than the stack allows. */
export function isBounded(value: unknown): boolean {
	let level: unknown[] = [value];
	let count = 0;
	for (let depth = 0; level.length > 0; depth += 1) {
		count += level.length;
		if (depth >= MOST_DEPTH || count > MOST_CONDITIONS) return false;
		level = level.flatMap(childrenOf);
	}
	return true;
}

function childrenOf(value: unknown): unknown[] {
	if (typeof value !== 'object' || value === null) return [];
	const { of, what } = value as { of?: unknown; what?: unknown };
	return [...(Array.isArray(of) ? (of as unknown[]) : []), ...(what === undefined ? [] : [what])];
}

const Most = z.int().min(1).max(10_000).nullable();

/** A role and private spaces, from the deed on: for so many days, or for good. */
export const Brings = z
	.strictObject({
		roleId: z.uuid().nullable(),
		spaceIds: z.array(z.uuid()).max(20),
		days: z.int().min(1).max(366).nullable(),
	})
	.refine(({ roleId, spaceIds }) => roleId !== null || spaceIds.length > 0);
export type Brings = z.infer<typeof Brings>;

/** Whom a rule looks at, what must be so, what it gives and how often. */
export const RuleDefinition = z
	.strictObject({
		on: DeedKind,
		to: Side,
		when: z
			.unknown()
			.refine(isBounded, { abort: true, error: 'gamification.rule_too_large' })
			.pipe(Condition)
			.nullable(),
		points: z.int().min(-MOST_POINTS).max(MOST_POINTS),
		badgeId: z.uuid().nullable(),
		brings: Brings.nullable().default(null),
		/** How often at most: in an hour and a day (UTC), ever, and in a day from one and the same other member. */
		most: z.strictObject({ hour: Most, day: Most, ever: Most, pairDay: Most }),
		/** Minutes after a reward in which there is no other. */
		restMinutes: z.int().min(1).max(525_600).nullable(),
	})
	.refine(({ points, badgeId, brings }) => points !== 0 || (badgeId ?? brings) !== null)
	.refine(({ on, to }) => to === 'doer' || HAS_OTHER[on]);
export type RuleDefinition = z.infer<typeof RuleDefinition>;

/** No limits at all: what rules start from. */
export const NO_LIMITS = { hour: null, day: null, ever: null, pairDay: null } as const;

export const RuleRef = z.strictObject({ ruleId: z.uuid() });
export type RuleRef = z.infer<typeof RuleRef>;

export const RuleName = z.string().trim().min(1).max(80);

/** The id is made by the client before the first try, so that a retry creates nothing twice. */
export const SaveRule = z.strictObject({
	...{ id: z.uuid(), name: RuleName, definition: RuleDefinition },
	/** The version that was read; null for a new rule. */
	version: z.int().positive().nullable(),
});
export type SaveRule = z.infer<typeof SaveRule>;

export const PublishRule = RuleRef.extend({
	version: z.int().positive(),
	/** Whether what was done in the last days counts, too: days back, 0 from now on, null all there is. */
	daysBack: z.int().min(0).max(3650).nullable(),
});
export type PublishRule = z.infer<typeof PublishRule>;

export const StopRule = RuleRef.extend({ version: z.int().positive() });
export type StopRule = z.infer<typeof StopRule>;

export const RuleView = z.strictObject({
	...{ id: z.uuid(), name: z.string(), version: z.int() },
	/** What is being written and not in force yet. */
	draft: RuleDefinition.nullable(),
	inForce: z
		.strictObject({ definition: RuleDefinition, number: z.int(), since: z.date().nullable() })
		.nullable(),
	/** Over the last 30 days. */
	...{ points: z.int(), members: z.int() },
	/** What the rule names that is not there any more, such as a space, or a role without power over others. */
	missing: z.array(z.enum(['space', 'tag', 'role', 'badge', 'harmless'])),
	/** Another rule in force that pays for the same. */
	sameAs: z.string().nullable(),
});
export type RuleView = z.infer<typeof RuleView>;

/** What the pages of points need to know before anything else. */
export const PointsFace = z.strictObject({ isOn: z.boolean(), boards: z.boolean() });
export type PointsFace = z.infer<typeof PointsFace>;

const Stage = z.strictObject({ number: z.int(), name: z.string(), points: z.int() });

const ShownBadge = z.strictObject({
	...{ id: z.uuid(), name: z.string(), description: z.string(), icon: z.string() },
	tone: z.enum(TONES),
	givenAt: z.date(),
	expiresAt: z.date().nullable(),
	/** Why, where somebody gave it by hand. */
	reason: z.string(),
	grantId: z.uuid(),
});

export const ScoreOf = z.strictObject({ memberId: z.uuid() });
export type ScoreOf = z.infer<typeof ScoreOf>;

/** What a member has earned; null where nothing is counted. */
export const Score = z
	.strictObject({
		points: z.int(),
		level: Stage,
		/** Null at the highest. */
		next: Stage.nullable(),
		/** Until when they keep the level that they fell below, and the one that their points reach; told to themselves and to staff. */
		kept: z.strictObject({ until: z.date(), reached: Stage }).nullable(),
		badges: z.array(ShownBadge).max(200),
		/** Days in a row on which they took part, up to today or yesterday; days off that were earned do not end them. */
		streak: z.int(),
		/** Days off that they have left. */
		freezes: z.int(),
	})
	.nullable();
export type Score = z.infer<typeof Score>;

/** One's own, with what only oneself is told. */
export const OwnScore = z
	.strictObject({
		score: Score,
		isOffBoards: z.boolean(),
		/** The level that was celebrated last; there is something to celebrate when it is lower than the level. */
		levelSeen: z.int(),
		/** What rules bring now, newest first. */
		access: z.array(Access).max(MOST_ACCESS),
	})
	.nullable();
export type OwnScore = z.infer<typeof OwnScore>;

export const SetOffBoards = z.strictObject({ isOffBoards: z.boolean() });
export type SetOffBoards = z.infer<typeof SetOffBoards>;

export const ListPoints = PageInput.extend({
	/** Somebody else's is for those who run the rules; one's own when left out. */
	memberId: z.uuid().optional(),
});
export type ListPoints = z.infer<typeof ListPoints>;

/** A line of "why did I get this?". */
export const PointLine = z.strictObject({
	id: z.uuid(),
	kind: z.enum(['rule', 'reversal', 'manual', 'reward', 'access']),
	points: z.int(),
	notedAt: z.date(),
	/** When it was done. */
	at: z.date(),
	/** The rule's name; empty for what was given by hand. */
	rule: z.string(),
	/** The challenge's title, where one gave it. */
	challenge: z.string(),
	deed: DeedKind.nullable(),
	side: Side.nullable(),
	/** The post it is about, as far as one may read it. */
	post: z.strictObject({ id: z.uuid(), title: z.string() }).nullable(),
	/** Why, where somebody gave or took it by hand. */
	reason: z.string(),
	/** The role or the space, where a rule brought one. */
	access: Access.nullable(),
});
export type PointLine = z.infer<typeof PointLine>;
export const PointPage = z.strictObject({
	items: z.array(PointLine),
	nextCursor: z.string().nullable(),
});
export type PointPage = z.infer<typeof PointPage>;

export const BoardSpan = z.enum(['week', 'month', 'all', 'improved']);
export type BoardSpan = z.infer<typeof BoardSpan>;
export const ReadBoard = z.strictObject({
	span: BoardSpan.default('month'),
	spaceId: z.uuid().nullable().default(null),
	/** In place of the span. */
	seasonId: z.uuid().nullable().default(null),
});
export type ReadBoard = z.infer<typeof ReadBoard>;

const BoardRow = z.strictObject({
	...{ rank: z.int(), points: z.int() },
	/** Null in a final table for who is not to be named any more. */
	member: z
		.strictObject({
			...{ id: z.uuid(), handle: z.string(), name: z.string() },
			...{ avatarFileId: z.uuid().nullable() },
		})
		.nullable(),
	level: z.int(),
});
export const Board = z.strictObject({
	/** Those at the top; who has as many stands at the same rank, who was here first above. */
	rows: z.array(BoardRow).max(50),
	/** Where one stands oneself, also far below; null for who is not on it. */
	own: BoardRow.nullable(),
});
export type Board = z.infer<typeof Board>;

/** A badge of the community as members see it: who has it, and whether they do. */
export const GalleryBadge = z.strictObject({
	...{ id: z.uuid(), name: z.string(), description: z.string(), icon: z.string() },
	...{ tone: z.enum(TONES), held: z.int(), left: z.int().nullable() },
	/** Since when one has it, and whether whoever has its address may see that; null for who does not have it. */
	mine: z.strictObject({ grantId: z.uuid(), givenAt: z.date(), isShared: z.boolean() }).nullable(),
	/** How much of what is counted for it one has done; null where one has it, or nothing is counted. */
	progress: z.strictObject({ done: z.int(), of: z.int() }).nullable(),
});
export type GalleryBadge = z.infer<typeof GalleryBadge>;
