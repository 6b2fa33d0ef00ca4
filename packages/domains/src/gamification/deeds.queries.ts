import { sql, type ExpressionBuilder, type SelectQueryBuilder } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import { DEED_KINDS, type DeedKind } from './gamification.schema.ts';

/** Deeds as they stand in the tables of the domains they belong to; of examples nothing counts. */
export type Truth = {
	kind: string;
	subjectId: string;
	memberId: string;
	otherId: string | null;
	spaceId: string | null;
	postId: string | null;
	at: Date;
	facts: unknown;
};

type Source = (db: CommunityDb) => SelectQueryBuilder<CommunityTables, never, Truth>;

const kindOf = (kind: DeedKind) => sql<string>`${sql.lit(kind)}`.as('kind');
const nobody = sql<string | null>`null::uuid`;

type Eb<Tables extends keyof CommunityTables> = ExpressionBuilder<CommunityTables, Tables>;

/** The roles of who stands in a column, as a JSON array. */
const rolesOf = (eb: Eb<'members'>, column: string) =>
	eb
		.selectFrom('memberRoles as held')
		.select(sql`jsonb_agg(distinct held.role_id)`.as('roles'))
		.where(sql<boolean>`held.member_id = ${sql.ref(column)}`);

const tagsOf = (eb: Eb<'members'>, column: string) =>
	eb
		.selectFrom('postTags as worn')
		.select(sql`jsonb_agg(worn.tag_id)`.as('tags'))
		.where(sql<boolean>`worn.post_id = ${sql.ref(column)}`);

type Known = { post?: string; text?: string; doer: string; other?: string; emojis?: boolean };

/** What conditions may ask about, as a JSON object without what there is none of. */
function factsOf(eb: unknown, { post, text, doer, other, emojis = false }: Known) {
	const build = eb as Eb<'members'>;
	const parts = [
		sql`'roles', (${rolesOf(build, doer)})`,
		...(other ? [sql`'otherRoles', (${rolesOf(build, other)})`] : []),
		...(post ? [sql`'postKind', ${sql.ref(`${post}.kind`)}`] : []),
		...(post ? [sql`'tags', (${tagsOf(build, `${post}.id`)})`] : []),
		...(text ? [sql`'length', length(${sql.ref(`${text}.search`)})`] : []),
		...(emojis ? [sql`'emojis', jsonb_agg(reactions.emoji)`] : []),
	];
	return sql<unknown>`jsonb_strip_nulls(jsonb_build_object(${sql.join(parts)}))`.as('facts');
}

const posts: Source = (db) =>
	db
		.selectFrom('posts')
		.select((eb) => [
			...([kindOf('post'), 'posts.id as subjectId', 'posts.authorId as memberId'] as const),
			...([nobody.as('otherId'), 'posts.spaceId', 'posts.id as postId'] as const),
			...(['posts.createdAt as at'] as const),
			factsOf(eb, { post: 'posts', text: 'posts', doer: 'posts.author_id' }),
		])
		.where('posts.status', '=', 'published')
		.where('posts.isExample', '=', false) as ReturnType<Source>;

const features: Source = (db) =>
	db
		.selectFrom('posts')
		.select((eb) => [
			...([kindOf('feature'), 'posts.id as subjectId', 'posts.authorId as memberId'] as const),
			...([nobody.as('otherId'), 'posts.spaceId', 'posts.id as postId'] as const),
			...(['posts.featuredAt as at'] as const),
			factsOf(eb, { post: 'posts', text: 'posts', doer: 'posts.author_id' }),
		])
		.where('posts.status', '=', 'published')
		.where('posts.featuredAt', 'is not', null)
		.where('posts.isExample', '=', false) as unknown as ReturnType<Source>;

const comments: Source = (db) =>
	db
		.selectFrom('comments')
		.innerJoin('posts', 'posts.id', 'comments.postId')
		.leftJoin('comments as parents', 'parents.id', 'comments.parentId')
		.select((eb) => [
			...([kindOf('comment'), 'comments.id as subjectId'] as const),
			...(['comments.authorId as memberId', 'comments.spaceId', 'comments.postId'] as const),
			sql<string>`coalesce(parents.author_id, posts.author_id)`.as('otherId'),
			...(['comments.createdAt as at'] as const),
			factsOf(eb, { post: 'posts', text: 'comments', doer: 'comments.author_id' }),
		])
		.where('comments.status', '=', 'published')
		.where('posts.status', '=', 'published')
		.where('comments.isExample', '=', false) as unknown as ReturnType<Source>;

const earliest = sql<Date>`min(reactions.created_at)`.as('at');

const reactionsToPosts: Source = (db) =>
	db
		.selectFrom('reactions')
		.innerJoin('posts', 'posts.id', 'reactions.subjectId')
		.select((eb) => [
			...([kindOf('reaction'), 'reactions.subjectId', 'reactions.memberId'] as const),
			...(['posts.authorId as otherId', 'posts.spaceId', 'posts.id as postId'] as const),
			...[earliest],
			factsOf(eb, {
				...{ post: 'posts', doer: 'reactions.member_id', other: 'posts.author_id' },
				emojis: true,
			}),
		])
		.where('posts.status', '=', 'published')
		.groupBy(['reactions.subjectId', 'reactions.memberId'])
		.groupBy(['posts.authorId', 'posts.spaceId', 'posts.id', 'posts.kind']) as ReturnType<Source>;

const reactionsToComments: Source = (db) =>
	db
		.selectFrom('reactions')
		.innerJoin('comments', 'comments.id', 'reactions.subjectId')
		.innerJoin('posts', 'posts.id', 'comments.postId')
		.select((eb) => [
			...([kindOf('reaction'), 'reactions.subjectId', 'reactions.memberId'] as const),
			...(['comments.authorId as otherId', 'comments.spaceId', 'comments.postId'] as const),
			...[earliest],
			factsOf(eb, {
				...{ post: 'posts', doer: 'reactions.member_id', other: 'comments.author_id' },
				emojis: true,
			}),
		])
		.where('comments.status', '=', 'published')
		.where('posts.status', '=', 'published')
		.groupBy(['reactions.subjectId', 'reactions.memberId', 'posts.id', 'posts.kind'])
		.groupBy(['comments.authorId', 'comments.spaceId', 'comments.postId']) as ReturnType<Source>;

const answers: Source = (db) =>
	db
		.selectFrom('posts')
		.innerJoin('comments', 'comments.id', 'posts.answerId')
		.select((eb) => [
			...([kindOf('answer'), 'comments.id as subjectId'] as const),
			...(['comments.authorId as memberId', 'posts.authorId as otherId'] as const),
			...(['posts.spaceId', 'posts.id as postId', 'comments.createdAt as at'] as const),
			factsOf(eb, {
				...{ post: 'posts', text: 'comments', doer: 'comments.author_id' },
				other: 'posts.author_id',
			}),
		])
		.where('posts.status', '=', 'published')
		.where('comments.status', '=', 'published')
		.where('comments.isExample', '=', false) as ReturnType<Source>;

const votes: Source = (db) =>
	db
		.selectFrom('votes')
		.innerJoin('posts', 'posts.id', 'votes.postId')
		.select((eb) => [
			...([kindOf('vote'), 'posts.id as subjectId', 'votes.memberId'] as const),
			...(['posts.authorId as otherId', 'posts.spaceId', 'posts.id as postId'] as const),
			...(['votes.createdAt as at'] as const),
			factsOf(eb, { post: 'posts', doer: 'votes.member_id', other: 'posts.author_id' }),
		])
		.where('posts.status', '=', 'published') as ReturnType<Source>;

const follows: Source = (db) =>
	db
		.selectFrom('relations')
		.select((eb) => [
			...([kindOf('follow'), 'relations.targetId as subjectId', 'relations.memberId'] as const),
			...(['relations.targetId as otherId', nobody.as('spaceId')] as const),
			...([nobody.as('postId'), 'relations.createdAt as at'] as const),
			factsOf(eb, { doer: 'relations.member_id', other: 'relations.target_id' }),
		])
		.where('relations.kind', '=', 'follow') as ReturnType<Source>;

const joins: Source = (db) =>
	db
		.selectFrom('members')
		.select((eb) => [
			...([kindOf('join'), 'members.id as subjectId', 'members.id as memberId'] as const),
			...([nobody.as('otherId'), nobody.as('spaceId'), nobody.as('postId')] as const),
			...(['members.joinedAt as at', factsOf(eb, { doer: 'members.id' })] as const),
		])
		.where('members.status', 'in', ['active', 'suspended']) as ReturnType<Source>;

const invitations: Source = (db) =>
	db
		.selectFrom('members')
		.innerJoin('invitations', 'invitations.id', 'members.invitationId')
		.select((eb) => [
			...([kindOf('invitation'), 'members.id as subjectId'] as const),
			...(['invitations.invitedBy as memberId', 'members.id as otherId'] as const),
			...([nobody.as('spaceId'), nobody.as('postId'), 'members.joinedAt as at'] as const),
			factsOf(eb, { doer: 'invitations.invited_by', other: 'members.id' }),
		])
		.where('invitations.invitedBy', 'is not', null)
		.where('members.status', 'in', ['active', 'suspended']) as unknown as ReturnType<Source>;

const documents: Source = (db) =>
	db
		.selectFrom('documents')
		.select((eb) => [
			...([kindOf('document'), 'documents.id as subjectId'] as const),
			...(['documents.authorId as memberId', nobody.as('otherId')] as const),
			...(['documents.spaceId', nobody.as('postId'), 'documents.createdAt as at'] as const),
			factsOf(eb, { doer: 'documents.author_id' }),
		])
		.where('documents.deletedAt', 'is', null) as ReturnType<Source>;

const SOURCES: Readonly<Record<DeedKind, readonly Source[]>> = {
	...{ post: [posts], feature: [features], comment: [comments], answer: [answers] },
	...{ reaction: [reactionsToPosts, reactionsToComments], vote: [votes], follow: [follows] },
	...{ join: [joins], invitation: [invitations], document: [documents] },
};

/** Of which deeds the truth is asked: all of these kinds that hang on one post, on one thing, or on nothing at all. */
export type Scope = { kinds: readonly DeedKind[] } & (
	| { postId: string }
	| { subjectId: string; memberId?: string }
	| { all: true }
);

/** A deed that is not what it was before: rewards are settled for everybody who stands or stood on it. */
export type Changed = {
	kind: DeedKind;
	memberId: string | null;
	otherId: string | null;
	at: Date;
	otherBefore: string | null;
	atBefore: Date | null;
};

const columns = ['kind', 'subjectId', 'memberId', 'otherId', 'spaceId', 'postId', 'at'] as const;

function truthIn(db: CommunityDb, source: Source, scope: Scope) {
	const truth = db.selectFrom(source(db).as('truth'));
	if ('postId' in scope) return truth.where('truth.postId', '=', scope.postId);
	if ('all' in scope) return truth;
	const { subjectId, memberId } = scope;
	const about = truth.where('truth.subjectId', '=', subjectId);
	return memberId === undefined ? about : about.where('truth.memberId', '=', memberId);
}

/**
 * Writes down the deeds that there are and were not known, and that were known otherwise. Of what was done to whom the
 * truth is taken; what else is known stays as it was when it was first heard of.
 */
export async function noteFound(db: CommunityDb, scope: Scope): Promise<Changed[]> {
	const changed: Changed[] = [];
	for (const source of scope.kinds.flatMap((kind) => SOURCES[kind])) {
		const rows = await db
			.insertInto('deeds')
			.columns(['id', ...columns, 'facts'])
			.expression(
				truthIn(db, source, scope)
					.select(sql<string>`uuidv7()`.as('id'))
					.select([...columns.map((column) => `truth.${column}` as const), 'truth.facts']),
			)
			.onConflict((conflict) =>
				conflict
					.columns(['kind', 'subjectId', 'memberId'])
					.doUpdateSet((eb) => ({
						...{ otherId: eb.ref('excluded.otherId'), spaceId: eb.ref('excluded.spaceId') },
						...{ at: eb.ref('excluded.at'), postId: eb.ref('excluded.postId'), isUndone: false },
					}))
					.where(
						sql<boolean>`(deeds.is_undone, deeds.other_id, deeds.space_id, deeds.at)
							is distinct from (false, excluded.other_id, excluded.space_id, excluded.at)`,
					),
			)
			.returning(['kind', 'memberId', 'otherId', 'at'])
			.returning([sql<string | null>`old.other_id`.as('otherBefore')])
			.returning([sql<Date | null>`old.at`.as('atBefore')])
			.execute();
		changed.push(...(rows as Changed[]));
	}
	return changed;
}

/** Marks the deeds that are no more. What somebody did who is forgotten goes with the post it was done on. */
export async function noteGone(db: CommunityDb, scope: Scope): Promise<Changed[]> {
	const rows = await db
		.updateTable('deeds')
		.set({ isUndone: true })
		.where('isUndone', '=', false)
		.where('deeds.kind', 'in', [...scope.kinds])
		.$if('postId' in scope, (query) =>
			query.where('deeds.postId', '=', 'postId' in scope ? scope.postId : ''),
		)
		.$if('subjectId' in scope, (query) =>
			query.where('deeds.subjectId', '=', 'subjectId' in scope ? scope.subjectId : ''),
		)
		.$if('subjectId' in scope && scope.memberId !== undefined, (query) =>
			query.where('deeds.memberId', '=', ('subjectId' in scope && scope.memberId) || ''),
		)
		.where((eb) =>
			eb.and([
				...scope.kinds
					.flatMap((kind) => SOURCES[kind])
					.map((source) =>
						eb.not(
							eb.exists(
								truthIn(db, source, scope)
									.select(sql.lit(1).as('one'))
									.where(
										sql<boolean>`(truth.kind, truth.subject_id, truth.member_id)
											= (deeds.kind, deeds.subject_id, deeds.member_id)`,
									),
							),
						),
					),
				eb.or([
					eb('deeds.memberId', 'is not', null),
					eb.not(
						eb.exists(
							eb
								.selectFrom('posts')
								.select('posts.id')
								.whereRef('posts.id', '=', 'deeds.postId')
								.where('posts.status', '=', 'published'),
						),
					),
				]),
			]),
		)
		.returning(['kind', 'memberId', 'otherId', 'at'])
		.returning([sql<string | null>`null::uuid`.as('otherBefore')])
		.returning([sql<Date | null>`null::timestamptz`.as('atBefore')])
		.execute();
	return rows as Changed[];
}

/** The deeds of one member on either side in a stretch of time; of all kinds where none are named. */
export const deedsOf = (
	db: CommunityDb,
	memberId: string,
	{ kinds, since, until }: { kinds: readonly string[]; since: number; until: number },
) => {
	const side = (column: 'memberId' | 'otherId') =>
		db
			.selectFrom('deeds')
			.select(['id', 'kind', 'subjectId', 'memberId', 'otherId', 'spaceId', 'at', 'facts'])
			.where(column, '=', memberId)
			.where('isUndone', '=', false)
			.where('kind', 'in', kinds.length > 0 ? [...kinds] : [...DEED_KINDS])
			.$if(Number.isFinite(since), (query) => query.where('at', '>=', new Date(since)))
			.$if(Number.isFinite(until), (query) => query.where('at', '<', new Date(until)));
	return side('memberId').union(side('otherId'));
};

/** All deeds of the last days in their order, oldest first. */
export const deedsSince = (db: CommunityDb, since: Date, limit: number) =>
	db
		.selectFrom('deeds')
		.select(['id', 'kind', 'subjectId', 'memberId', 'otherId', 'spaceId', 'at', 'facts'])
		.where('isUndone', '=', false)
		.where('at', '>=', since)
		.orderBy('at')
		.orderBy('id')
		.limit(limit);
