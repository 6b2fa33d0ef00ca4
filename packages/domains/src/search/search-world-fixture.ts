import fc from 'fast-check';
import { PostKind } from '../posts/posts.schema.ts';

export const VOCABULARY = [
	...['quince', 'harbour', 'lantern', '東京', 'crème', 'zither', 'übung', '1984'],
	// Written by somebody, and a misspelled one to whoever may not read where it stands.
	'lanterm',
];
export const TAGS = ['Orchard', 'Night ferry', '夜行', 'Quiet words'];
/** A word of the names of tags, which no text holds. */
const TAG_WORDS = ['Orchard', 'ferry', '夜行'];
export const SPACES = ['public', 'members', 'private', 'paid', 'archived'] as const;
export type SpaceName = (typeof SPACES)[number];

/** Who writes: the founder, a member, two of whom one blocked the other, and one who is sent away afterwards. */
const AUTHORS = ['owner', 'author', 'blocker', 'blocked', 'sentAway'] as const;
/** Who writes in the spaces that are open to few. */
const INSIDERS = { private: 'keyHolder', paid: 'payer' } as const;
export type WriterName = (typeof AUTHORS)[number] | 'keyHolder' | 'payer';
export const WRITERS: readonly WriterName[] = [...AUTHORS, 'keyHolder', 'payer'];

const THINGS = ['picture', 'file', 'player', 'link', 'poll'] as const;
export type Thing = (typeof THINGS)[number];

/** What becomes of a writing: `edited` said something else before, `changing` has a change that waits. */
const ENDS = [
	...(['published', 'published', 'published', 'published', 'edited', 'changing', 'back'] as const),
	...(['removed', 'deleted', 'waiting', 'scheduled', 'draft'] as const),
] as const;
const COMMENT_ENDS = [
	...(['published', 'published', 'published', 'edited', 'changing', 'back'] as const),
	...(['removed', 'deleted', 'waiting'] as const),
] as const;

const word = fc.constantFrom(...VOCABULARY);
const text = fc.array(word, { minLength: 1, maxLength: 3 });
const author = fc.constantFrom(...AUTHORS);
const space = fc.constantFrom(...SPACES);
const holds = fc.oneof(
	{ weight: 2, arbitrary: fc.constant<Thing[]>([]) },
	{ weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom(...THINGS), { maxLength: 2 }) },
);
/** One of five days, right after midnight, at noon or late. */
const moment = fc.record({ day: fc.nat(4), second: fc.constantFrom(5, 43_200, 82_800) });

const Comment = fc.record({
	...{ text, other: text, says: text, author, holds, isReply: fc.boolean() },
	end: fc.constantFrom(...COMMENT_ENDS),
});
const Post = fc.record({
	...{ title: text, text, other: text, says: text, author, space, holds, moment },
	end: fc.constantFrom(...ENDS),
	kind: fc.constantFrom(...PostKind.options),
	tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 2 }),
	comments: fc.array(Comment, { maxLength: 2 }),
});
const Document = fc.record({
	...{ title: text, text, says: text, author, space, moment, isDeleted: fc.boolean() },
	tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 2 }),
});
export type GeneratedComment = typeof Comment extends fc.Arbitrary<infer T> ? T : never;
export type GeneratedPost = typeof Post extends fc.Arbitrary<infer T> ? T : never;
export type GeneratedDocument = typeof Document extends fc.Arbitrary<infer T> ? T : never;

export const worldOf = (posts: { minLength: number; maxLength: number }) =>
	fc.record({
		visibility: fc.constantFrom('public' as const, 'private' as const),
		posts: fc.array(Post, { ...posts, size: 'max' }),
		documents: fc.array(Document, { minLength: 2, maxLength: 5 }),
	});
export type GeneratedWorld = ReturnType<typeof worldOf> extends fc.Arbitrary<infer T> ? T : never;

/** Who writes it: somebody who may write there, and whose words would have to wait where they are to. */
export function writerOf({
	author: wanted,
	space: where,
	end,
}: Pick<GeneratedPost, 'author' | 'space' | 'end'>): WriterName {
	const mustWait = end === 'waiting' || end === 'changing';
	if (where === 'private' || where === 'paid')
		return wanted === 'owner' && !mustWait ? 'owner' : INSIDERS[where];
	return wanted === 'owner' && mustWait ? 'author' : wanted;
}

const rarely = <T>(one: fc.Arbitrary<T>) => fc.option(one, { freq: 1, nil: null });
/** A search: some words or none, and about one filter of four. */
export const Query = fc.record({
	words: fc.array(word, { maxLength: 2 }),
	without: rarely(word),
	tags: fc.oneof(
		{ weight: 3, arbitrary: fc.constant<string[]>([]) },
		{ weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 2 }) },
	),
	in: rarely(fc.constantFrom(...SPACES)),
	by: rarely(fc.constantFrom(...WRITERS)),
	kind: rarely(fc.constantFrom('posts', 'comments', 'documents', ...PostKind.options)),
	after: rarely(fc.integer({ min: -1, max: 5 })),
	before: rarely(fc.integer({ min: 0, max: 6 })),
	has: fc.oneof(
		{ weight: 3, arbitrary: fc.constant<Asked[]>([]) },
		{
			weight: 1,
			arbitrary: fc.uniqueArray(
				fc.constantFrom<Asked>('picture', 'file', 'video', 'link', 'poll'),
				{ maxLength: 2 },
			),
		},
	),
});
type Asked = 'picture' | 'file' | 'video' | 'link' | 'poll';
export type Query = typeof Query extends fc.Arbitrary<infer T> ? T : never;

const NOTHING: Query = {
	...{ words: [], without: null, tags: [], in: null, by: null, kind: null },
	...{ after: null, before: null, has: [] },
};

/** Each value of each filter by itself. */
export const EACH_FILTER: readonly Query[] = [
	...SPACES.map((name) => ({ ...NOTHING, in: name })),
	...WRITERS.map((by) => ({ ...NOTHING, by })),
	...TAGS.map((tag) => ({ ...NOTHING, tags: [tag] })),
	// What a tag is called is among the words of a document that has it.
	...TAG_WORDS.map((one) => ({ ...NOTHING, words: [one] })),
	...(['posts', 'comments', 'documents'] as const).map((kind) => ({ ...NOTHING, kind })),
	...PostKind.options.map((kind) => ({ ...NOTHING, kind })),
	...[0, 2, 4].map((after) => ({ ...NOTHING, after })),
	...[1, 3, 6].map((before) => ({ ...NOTHING, before })),
	...(['picture', 'file', 'video', 'link', 'poll'] as const).map((one) => ({
		...{ ...NOTHING, has: [one] },
	})),
];
