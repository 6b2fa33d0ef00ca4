import { midnightOf } from '@kith/kernel/clock';
import { PostKind } from '../posts/posts.schema.ts';
import { searchWords, type Content } from '../rich-text/index.ts';
import { TAGS_PER_POST, tagSlug } from '../tags/tags.schema.ts';

/** A search as it was typed, taken apart. */
export type QueryText = {
	/** Words as the index knows them, in the syntax of PostgreSQL's `websearch_to_tsquery`. */
	words: string;
	/** Words and phrases that must not occur, as the index knows them. */
	without: string[];
	/** The same words as the reader typed them, without signs: to find names and to mark hits. */
	plain: string;
	in: string | null;
	by: string | null;
	/** Names of tags that a post must have, all of them. */
	tags: string[];
	kind: 'posts' | 'comments' | 'documents' | null;
	/** Only posts of this kind. */
	postKind: PostKind | null;
	/** Days of whoever searches; `after` is inclusive, `before` is not. */
	after: Date | null;
	before: Date | null;
	/** What a writing must hold, all of it. */
	has: Content[];
	/** Filters whose value makes no sense, as typed. */
	unknown: string[];
};

const FILTER = /(?<=^|\s)(in|by|tag|kind|after|before|has):("[^"]*"|\S+)/giu;
const EXCLUDED = /(?<=^|\s)-(?:"([^"]*)"|([^\s"]+))/g;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const KINDS: Readonly<Record<string, QueryText['kind']>> = {
	post: 'posts',
	posts: 'posts',
	comment: 'comments',
	comments: 'comments',
	document: 'documents',
	documents: 'documents',
};
const HELD: Readonly<Record<string, Content>> = {
	...{ picture: 'picture', image: 'picture', bild: 'picture' },
	...{ file: 'file', attachment: 'file' },
	...{ video: 'video', film: 'video' },
	...{ link: 'link', poll: 'poll' },
};

/**
 * Takes a typed search apart; days begin where `timeZone` has midnight. Never throws: what is no filter is a word, and a
 * senseless filter is listed.
 */
export function parseQuery(text: string, timeZone = 'UTC'): QueryText {
	const query: QueryText = {
		...{
			words: '',
			without: [],
			plain: '',
			in: null,
			by: null,
			kind: null,
			postKind: null,
			after: null,
			before: null,
		},
		...{ tags: [], has: [], unknown: [] },
	};
	const rest = text.replaceAll(FILTER, (typed: string, name: string, value: string) => {
		if (!setFilter(query, name.toLowerCase(), value.replaceAll('"', ''), timeZone))
			query.unknown.push(typed);
		return ' ';
	});
	const wanted = rest.replaceAll(EXCLUDED, (_, phrase?: string, word?: string) => {
		const without = indexed(phrase ?? word ?? '');
		if (without) query.without.push(without);
		return ' ';
	});
	query.words = indexed(wanted);
	query.plain = wanted.replaceAll(/["\s]+/g, ' ').trim();
	return query;
}

/** Whether anything but words narrows the search. */
export function hasFilters(query: QueryText): boolean {
	const { after, before, tags, has } = query;
	const isNarrow = tags.length + has.length > 0;
	return isNarrow || Boolean(query.in ?? query.by ?? query.kind ?? after ?? before);
}

const indexed = (text: string) => searchWords(text).replaceAll(/\s+/g, ' ').trim();

function setFilter(query: QueryText, name: string, value: string, timeZone: string): boolean {
	if (name === 'in') query.in = value.replace(/^#/, '').toLowerCase();
	if (name === 'by') query.by = value.replace(/^@/, '').toLowerCase();
	if (name === 'tag') return addTag(query, value.replace(/^#/, ''));
	if (name === 'kind') setKind(query, value.toLowerCase());
	if (name === 'has') return addContent(query, HELD[value.toLowerCase()]);
	if (name === 'after' || name === 'before') query[name] = dayOf(value, timeZone);
	if (name === 'in' || name === 'by') return value !== '';
	return query[name as 'kind' | 'after' | 'before'] !== null;
}

/** As many as a post can have; more could not all be on one. */
function addTag({ tags }: QueryText, value: string): boolean {
	if (tagSlug(value) === '' || tags.length === TAGS_PER_POST) return false;
	tags.push(value);
	return true;
}

function addContent({ has }: QueryText, content: Content | undefined): boolean {
	if (content && !has.includes(content)) has.push(content);
	return content !== undefined;
}

/** Whoever looks for a kind of post looks for no comments. */
function setKind(query: QueryText, value: string): void {
	query.postKind = PostKind.safeParse(value).data ?? null;
	query.kind = query.postKind ? 'posts' : (KINDS[value] ?? null);
}

function dayOf(value: string, timeZone: string): Date | null {
	const day = DAY.test(value) ? new Date(`${value}T00:00:00Z`) : null;
	// The calendar has no 31 February: the constructor would make it 3 March.
	const isDay = day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
	return isDay ? midnightOf(day, timeZone) : null;
}
