import * as z from 'zod';

/** What the settings are called that hold the rules, and what became of what they did. */
export const FILING = 'filing';
export const FILING_TALLY = 'filingTally';

export const MOST_RULES = 50;
export const MOST_WORDS = 20;
export const MOST_HOSTS = 10;
export const MOST_SPACES = 20;
/** As many as a post may have. */
export const MOST_TAGS = 5;
/** A rule is stopped when so many of the last so many posts it filed were undone; what one author undid counts once. */
export const STOPS_AT = { undone: 5, of: 10 } as const;
/** So many of the newest posts a rule is tried on, and so many of those it would file are named. */
export const TRIED_ON = 200;
export const NAMED = 10;

/** Kinds of posts that rules file; announcements stay where they were made, for whom they were made. */
export const FILED_KINDS = ['discussion', 'question', 'idea', 'article', 'showcase'] as const;

/** The host of an address, or of what somebody takes for one; what is none stays as it is. */
export function hostOf(text: string): string {
	const address = text.includes('://') ? text : `https://${text}`;
	if (!URL.canParse(address)) return text;
	return new URL(address).hostname.replace(/^www\./, '').replace(/\.$/, '');
}

const isHost = (text: string) =>
	text.includes('.') && !/[\s/:@?#[\]]/.test(text) && URL.canParse(`https://${text}`);

const areDifferent = (all: readonly string[]) => new Set(all).size === all.length;
const ids = (most: number) => z.array(z.uuid()).max(most).refine(areDifferent);

/** What is done with new posts by itself: which ones are meant, and what is added to them or becomes of them. */
export const FilingRule = z
	.strictObject({
		id: z.uuid(),
		name: z.string().trim().min(1).max(60),
		isPaused: z.boolean(),
		/** Any of them; none named: all. So with spaces, words and hosts. Whatever is named has to be so. */
		kinds: z.array(z.enum(FILED_KINDS)).max(FILED_KINDS.length).refine(areDifferent),
		spaceIds: ids(MOST_SPACES),
		words: z.array(z.string().trim().min(1).max(40)).max(MOST_WORDS).refine(areDifferent),
		/** Whether words are found only as words, and not as parts of others. */
		wholeWords: z.boolean(),
		/** Links to them, or to what lies below them. */
		hosts: z
			.array(z.string().trim().max(100).overwrite(hostOf).refine(isHost))
			.max(MOST_HOSTS)
			.refine(areDifferent),
		/** Only of who joined fewer than so many days before; null: of everybody. */
		joinedWithin: z.int().min(1).max(365).nullable(),
		tagIds: ids(MOST_TAGS),
		toSpaceId: z.uuid().nullable(),
	})
	.refine(({ tagIds, toSpaceId }) => tagIds.length > 0 || toSpaceId !== null);
export type FilingRule = z.infer<typeof FilingRule>;

/** All of them in the order in which they are asked, upon the version that the editor started from. */
export const SaveFiling = z.strictObject({
	rules: z
		.array(FilingRule)
		.max(MOST_RULES)
		.refine((all) => areDifferent(all.map(({ id }) => id)))
		.refine((all) => areDifferent(all.map(({ name }) => name.toLowerCase()))),
	version: z.int().min(0),
});
export type SaveFiling = z.infer<typeof SaveFiling>;

export const FilingRuleRef = z.strictObject({ filingRuleId: z.uuid() });
export type FilingRuleRef = z.infer<typeof FilingRuleRef>;

/** Who may read a space: everybody, members, or only some of them. */
export const Readers = z.enum(['everybody', 'members', 'some']);
export type Readers = z.infer<typeof Readers>;

const BREADTH: Readonly<Record<Readers, number>> = { some: 0, members: 1, everybody: 2 };

/** Whom a move shows a post: more readers than it was written for, fewer, others, or as good as the same. */
export function readersAfter(from: Readers, to: Readers): 'more' | 'fewer' | 'others' | 'same' {
	if (BREADTH[to] > BREADTH[from]) return 'more';
	if (BREADTH[to] < BREADTH[from]) return 'fewer';
	return from === 'some' ? 'others' : 'same';
}

/** A rule with what is to be known of it. */
export const FilingRuleView = z.strictObject({
	rule: FilingRule,
	/** What it names and is there; what is gone is left out, and does nothing. */
	tags: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
	/** Whether a tag, or the space it moves to, is gone, or every space that it looks at. */
	broken: z.strictObject({ tags: z.boolean(), target: z.boolean(), spaces: z.boolean() }),
	/** When it was stopped because its posts were undone too often. */
	stoppedAt: z.date().nullable(),
	/** In the last thirty days. */
	filed: z.int(),
	undone: z.int(),
	lastAt: z.date().nullable(),
});
export type FilingRuleView = z.infer<typeof FilingRuleView>;

export const Filing = z.strictObject({
	rules: z.array(FilingRuleView),
	version: z.int(),
	spaces: z.array(z.strictObject({ id: z.uuid(), name: z.string(), readers: Readers })),
});
export type Filing = z.infer<typeof Filing>;

export const PreviewFiling = z.strictObject({ rule: FilingRule });
export type PreviewFiling = z.infer<typeof PreviewFiling>;

/** What a rule would have done with the newest posts, by itself. */
export const FilingPreview = z.strictObject({
	/** How many posts it was tried on, and how many of them it would have filed. */
	looked: z.int(),
	filed: z.int(),
	moved: z.int(),
	tagged: z.int(),
	/** Those that it means and would not move, because somebody could read them who could not before, or their author no more. */
	refused: z.int(),
	first: z.array(
		z.strictObject({
			...{ id: z.uuid(), title: z.string(), space: z.string() },
			isMoved: z.boolean(),
			/** Names of the tags that it would have got. */
			tags: z.array(z.string()),
		}),
	),
});
export type FilingPreview = z.infer<typeof FilingPreview>;

/** What rules did with one post, kept on its row. */
export const PostFiling = z.strictObject({
	rules: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
	/** Where it was written and where it went; null where it was not moved. */
	fromSpaceId: z.uuid().nullable(),
	toSpaceId: z.uuid().nullable(),
	/** What was added, with the names of then. */
	tags: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
	at: z.iso.datetime(),
	/** Whether somebody moved it since. */
	isMovedOn: z.boolean().default(false),
	undoneAt: z.iso.datetime().nullable().default(null),
});
export type PostFiling = z.infer<typeof PostFiling>;

const Day = z.tuple([z.int(), z.int().min(0), z.int().min(0)]);

/**
 * What became of what one rule did: by day (its number, filed, undone), and its last posts, with whose undoing it was that
 * undid each: authors count once however many of their posts it were, for others the post stands.
 */
export const RuleTally = z.strictObject({
	days: z.array(Day).max(31),
	last: z.array(z.tuple([z.uuid(), z.uuid().nullable()])).max(STOPS_AT.of),
	lastAt: z.iso.datetime().nullable(),
	stoppedAt: z.iso.datetime().nullable(),
});
export type RuleTally = z.infer<typeof RuleTally>;

export const FilingTally = z.record(z.uuid(), RuleTally);
export type FilingTally = z.infer<typeof FilingTally>;
