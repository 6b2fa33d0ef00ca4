import { ACTORS } from '@kith/testing/test-actors';
import { PostKind } from '../posts/posts.schema.ts';
import type {
	GeneratedWorld,
	Query,
	SpaceName,
	Thing,
	WriterName,
} from './search-world-fixture.ts';

/**
 * Somebody of every kind; who was let into the private space, and who paid for theirs; two who blocked each other, one
 * way; who muted somebody; and two who were members once.
 */
export const VIEWERS = [
	...([...ACTORS, 'keyHolder', 'payer', 'author', 'blocker', 'blocked', 'muter'] as const),
	...(['suspended', 'removed'] as const),
] as const;
export type ViewerName = (typeof VIEWERS)[number];
const ALWAYS: readonly ViewerName[] = ['admin', 'owner'];
const INSIDE: readonly ViewerName[] = [
	...(['member', 'moderator', 'keyHolder', 'payer', 'author', 'blocker', 'blocked'] as const),
	...(['muter', ...ALWAYS] as const),
];

/** A writing as it is on the site, or would be. */
export type Row = {
	id: string;
	postId: string;
	kind: 'post' | 'comment' | 'document';
	postKind: PostKind | null;
	words: readonly string[];
	title: readonly string[];
	isShown: boolean;
	space: SpaceName;
	/** By whom it is, and what it stands below. */
	writers: readonly WriterName[];
	writer: WriterName;
	tags: readonly string[];
	holds: readonly Thing[];
	day: number;
};

/** Whether they may come in at all. */
export const mayEnter = (who: ViewerName, visibility: GeneratedWorld['visibility']): boolean =>
	visibility === 'public' || INSIDE.includes(who);

/** Who may read a space, told apart from the code that decides it. */
export function mayRead(
	who: ViewerName,
	space: SpaceName,
	visibility: GeneratedWorld['visibility'],
): boolean {
	if (space === 'archived') return false;
	if (space === 'private') return ALWAYS.includes(who) || who === 'keyHolder';
	if (space === 'paid') return ALWAYS.includes(who) || who === 'payer';
	if (INSIDE.includes(who)) return true;
	return visibility === 'public' && space === 'public';
}

/** Two of whom one blocked the other are nobody to each other; a moderator who blocks sees all the same. */
const mayMeet = (who: ViewerName, writer: WriterName): boolean =>
	!(who === 'blocker' && writer === 'blocked') && !(who === 'blocked' && writer === 'blocker');

/** Whether they may look somebody up. */
export const mayName = (who: ViewerName, writer: WriterName): boolean =>
	INSIDE.includes(who) && mayMeet(who, writer);

export const mayOpen = (
	who: ViewerName,
	row: Row,
	visibility: GeneratedWorld['visibility'],
): boolean =>
	row.isShown &&
	mayRead(who, row.space, visibility) &&
	row.writers.every((writer) => mayMeet(who, writer));

const HOLD: Record<Thing, readonly string[]> = {
	...{ picture: ['picture'], file: ['file'], player: ['video', 'link'] },
	...{ link: ['link'], poll: ['poll'] },
};

/** Whether a row is what a query asks for, of whatever may be opened. */
export function fits(row: Row, query: Query, who: ViewerName): boolean {
	const held = row.holds.flatMap((thing) => HOLD[thing]);
	return (
		isOfKind(row, query) &&
		query.words.every((one) => row.words.includes(one)) &&
		(query.without === null || !row.words.includes(query.without)) &&
		query.tags.every((tag) => row.tags.includes(tag)) &&
		(query.in === null || row.space === query.in) &&
		(query.by === null || (row.writer === query.by && mayName(who, query.by))) &&
		(query.after === null || row.day >= query.after) &&
		(query.before === null || row.day < query.before) &&
		query.has.every((one) => held.includes(one))
	);
}

function isOfKind({ kind, postKind }: Row, query: Query): boolean {
	const { kind: wanted, words, without, tags } = query;
	// Filters alone find no documents, but for tags.
	if (kind === 'document') {
		const isAsked = words.length + tags.length > 0 || without !== null;
		return isAsked && (wanted === null || wanted === 'documents');
	}
	if (wanted === null) return true;
	const isPostKind = PostKind.safeParse(wanted).success;
	if (kind === 'comment') return wanted === 'comments';
	return wanted === 'posts' || (isPostKind && wanted === postKind);
}
