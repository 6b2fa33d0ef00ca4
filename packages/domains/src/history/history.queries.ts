import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { newId } from '@kith/kernel/ids';
import { mentioning } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import type { HistoryAction, SubjectKind } from './history.schema.ts';

/** Whether rules did something with a post that was not undone. */
const isFiled = sql<boolean>`posts.filing is not null and posts.filing ->> 'undoneAt' is null`;

/** What a history belongs to, with the columns the rules ask about; no comment whose post has left the site. */
export const historySubject = (db: CommunityDb, kind: SubjectKind, id: string) =>
	kind === 'post'
		? db
				.selectFrom('posts')
				.select(['id', 'id as postId', 'spaceId', 'status', 'authorId', 'coAuthorIds'])
				.select(['title', 'version', 'createdAt', 'editedAt'])
				.select(isFiled.as('isFiled'))
				.where('id', '=', id)
		: db
				.selectFrom('comments')
				.innerJoin('posts', 'posts.id', 'comments.postId')
				.select(['comments.id', 'comments.postId', 'comments.spaceId', 'comments.status'])
				.select(['comments.authorId', 'posts.title', 'comments.version'])
				.select(['comments.createdAt', 'comments.editedAt'])
				.select(sql<string[]>`'{}'::uuid[]`.as('coAuthorIds'))
				.select(sql<boolean>`false`.as('isFiled'))
				.where('comments.id', '=', id)
				.where('posts.status', '=', 'published');

const ENTRY = [
	...(['history.id', 'history.action', 'history.number', 'history.why'] as const),
	...(['history.createdAt', 'history.details', 'history.hiddenAt', 'history.hiddenWhy'] as const),
	...(['history.actorId', 'actors.handle', 'actors.name'] as const),
	...(['hiders.handle as hiderHandle', 'hiders.name as hiderName'] as const),
] as const;

const entries = (db: CommunityDb, subjectId: string) =>
	db
		.selectFrom('history')
		.leftJoin('members as actors', 'actors.id', 'history.actorId')
		.leftJoin('members as hiders', 'hiders.id', 'history.hiddenBy')
		.select(ENTRY)
		.where('history.subjectId', '=', subjectId);

type Listing = {
	subjectId: string;
	/** Whether what is no edit is told, too. */
	withActions: boolean;
	after: readonly [string, string] | null;
	limit: number;
};

/** Newest first, one more than asked for. */
export const historyPage = (db: CommunityDb, { subjectId, withActions, after, limit }: Listing) =>
	entries(db, subjectId)
		.$if(!withActions, (query) => query.where('history.number', 'is not', null))
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(history.created_at, history.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
			),
		)
		.orderBy('history.createdAt', 'desc')
		.orderBy('history.id', 'desc')
		.limit(limit + 1);

/** Why, and when, something was last taken off the site. */
export const lastRemoval = (db: CommunityDb, subjectId: string) =>
	db
		.selectFrom('history')
		.select(['why', 'createdAt'])
		.where('subjectId', '=', subjectId)
		.where('action', '=', 'removed')
		.orderBy('createdAt', 'desc')
		.limit(1);

/** A version with its text and the one before it. */
export const versionPair = (db: CommunityDb, subjectId: string, number: number) =>
	entries(db, subjectId)
		.select(['history.title', 'history.body'])
		.where('history.number', 'in', [number, number - 1])
		.orderBy('history.number', 'desc');

/** The text of one version; lock it when it is about to be hidden. */
export const versionRow = (db: CommunityDb, subjectId: string, number: number) =>
	db
		.selectFrom('history')
		.select(['id', 'title', 'body', 'hiddenAt'])
		.where('subjectId', '=', subjectId)
		.where('number', '=', number);

export const latestNumber = (db: CommunityDb, subjectId: string) =>
	db
		.selectFrom('history')
		.select((eb) => eb.fn.max('number').as('number'))
		.where('subjectId', '=', subjectId);

const COLUMNS = [
	...(['id', 'subjectId', 'subjectKind', 'action', 'number', 'actorId'] as const),
	...(['title', 'body', 'createdAt'] as const),
] as const;

/** Keeps the text as it was first written, the moment it is about to change for the first time. */
export const keepOriginal = (db: CommunityDb, kind: SubjectKind, subjectId: string) =>
	db
		.insertInto('history')
		.columns([...COLUMNS])
		.expression((eb) =>
			eb
				.selectFrom(kind === 'post' ? 'posts' : 'comments')
				.select([
					sql<string>`${newId()}::uuid`.as('newId'),
					'id',
					sql<string>`${kind}::varchar`.as('kind'),
					sql<string>`'edited'`.as('action'),
					sql<number>`1`.as('number'),
					'authorId',
					(kind === 'post' ? sql<string>`title` : sql<string>`''`).as('title'),
					'body',
					'createdAt',
				])
				.where('id', '=', subjectId),
		);

type Entry = {
	subjectId: string;
	subjectKind: SubjectKind;
	action: HistoryAction;
	actorId: string | null;
	why?: string;
	number?: number;
	title?: string;
	body?: RichText;
	details?: Readonly<Record<string, string>>;
	createdAt: Date;
};

export const insertEntry = (db: CommunityDb, { body, details = {}, ...entry }: Entry) =>
	db.insertInto('history').values({
		...entry,
		id: newId(),
		details: JSON.stringify(details),
		body: body ? JSON.stringify(body) : null,
	});

type Cover = { hiddenAt: Date | null; hiddenBy: string | null; hiddenWhy: string };

export const coverVersion = (db: CommunityDb, id: string, cover: Cover) =>
	db.updateTable('history').set(cover).where('id', '=', id);

export const hasAnswers = (db: CommunityDb, commentId: string) =>
	db.selectFrom('comments').select('id').where('parentId', '=', commentId).limit(1);

/** Kept texts that mention a member, in the order of their ids, locked. */
export const versionsMentioning = (
	db: CommunityDb,
	{ memberId, after, limit }: { memberId: string; after: string | null; limit: number },
) =>
	db
		.selectFrom('history')
		.select(['id', 'body'])
		.where('body', 'is not', null)
		.where(mentioning(memberId))
		.$if(after !== null, (query) => query.where('id', '>', after))
		.orderBy('id')
		.limit(limit)
		.forNoKeyUpdate();

export const rewriteVersion = (db: CommunityDb, id: string, body: RichText) =>
	db
		.updateTable('history')
		.set({ body: JSON.stringify(body) })
		.where('id', '=', id);

/** What a member wrote is gone: so are the older versions of it. */
export const deleteHistoryOf = (db: CommunityDb, memberId: string) =>
	db.deleteFrom('history').where((eb) =>
		eb('subjectId', 'in', (inner) =>
			inner
				.selectFrom('posts')
				.select('id')
				.where('authorId', '=', memberId)
				.unionAll(inner.selectFrom('comments').select('id').where('authorId', '=', memberId)),
		),
	);

/** The words that say which member something was about. */
export const forgetNamesOf = (db: CommunityDb, memberId: string, label: string) =>
	db
		.updateTable('history')
		.set({ details: sql`jsonb_set(details, '{name}', to_jsonb(${label}::text))` })
		.where(sql<SqlBool>`details ->> 'memberId' = ${memberId}`);
