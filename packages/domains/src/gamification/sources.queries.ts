import { sql, type ExpressionBuilder, type SelectQueryBuilder } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import { DOWN } from '../reactions/reactions.schema.ts';
import type { DeedKind } from './gamification.schema.ts';

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

export type Source = (db: CommunityDb) => SelectQueryBuilder<CommunityTables, never, Truth>;

const kindOf = (kind: DeedKind) => sql<string>`${sql.lit(kind)}`.as('kind');
const nobody = sql<string | null>`null::uuid`;

type Eb<Tables extends keyof CommunityTables> = ExpressionBuilder<CommunityTables, Tables>;

/** The roles of who stands in a column, as a JSON array. */
const rolesOf = (eb: Eb<'members'>, column: string) =>
	eb
		.selectFrom('memberRoles as held')
		.select(sql`jsonb_agg(distinct held.role_id)`.as('roles'))
		.where(sql<boolean>`held.member_id = ${eb.ref(column as never)}`);

const tagsOf = (eb: Eb<'members'>, column: string) =>
	eb
		.selectFrom('postTags as worn')
		.select(sql`jsonb_agg(worn.tag_id)`.as('tags'))
		.where(sql<boolean>`worn.post_id = ${eb.ref(column as never)}`);

type Known = { post?: string; text?: string; doer: string; other?: string; emojis?: boolean };

/** What conditions may ask about, as a JSON object without what there is none of. */
function factsOf(eb: unknown, { post, text, doer, other, emojis = false }: Known) {
	const build = eb as Eb<'members'>;
	const parts = [
		sql`'roles', (${rolesOf(build, doer)})`,
		...(other ? [sql`'otherRoles', (${rolesOf(build, other)})`] : []),
		...(post ? [sql`'postKind', ${build.ref(`${post}.kind` as never)}`] : []),
		...(post ? [sql`'tags', (${tagsOf(build, `${post}.id`)})`] : []),
		...(text ? [sql`'length', length(${build.ref(`${text}.search` as never)})`] : []),
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
			factsOf(eb, { post: 'posts', text: 'posts', doer: 'posts.authorId' }),
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
			factsOf(eb, { post: 'posts', text: 'posts', doer: 'posts.authorId' }),
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
			factsOf(eb, { post: 'posts', text: 'comments', doer: 'comments.authorId' }),
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
				...{ post: 'posts', doer: 'reactions.memberId', other: 'posts.authorId' },
				emojis: true,
			}),
		])
		.where('posts.status', '=', 'published')
		.where('reactions.emoji', '<>', DOWN)
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
				...{ post: 'posts', doer: 'reactions.memberId', other: 'comments.authorId' },
				emojis: true,
			}),
		])
		.where('comments.status', '=', 'published')
		.where('posts.status', '=', 'published')
		.where('reactions.emoji', '<>', DOWN)
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
				...{ post: 'posts', text: 'comments', doer: 'comments.authorId' },
				other: 'posts.authorId',
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
			factsOf(eb, { post: 'posts', doer: 'votes.memberId', other: 'posts.authorId' }),
		])
		.where('posts.status', '=', 'published') as ReturnType<Source>;

const follows: Source = (db) =>
	db
		.selectFrom('relations')
		.select((eb) => [
			...([kindOf('follow'), 'relations.targetId as subjectId', 'relations.memberId'] as const),
			...(['relations.targetId as otherId', nobody.as('spaceId')] as const),
			...([nobody.as('postId'), 'relations.createdAt as at'] as const),
			factsOf(eb, { doer: 'relations.memberId', other: 'relations.targetId' }),
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
			factsOf(eb, { doer: 'invitations.invitedBy', other: 'members.id' }),
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
			factsOf(eb, { doer: 'documents.authorId' }),
		])
		.where('documents.deletedAt', 'is', null) as ReturnType<Source>;

/** By kind: the statements that say what there is of it. */
export const SOURCES: Readonly<Record<DeedKind, readonly Source[]>> = {
	...{ post: [posts], feature: [features], comment: [comments], answer: [answers] },
	...{ reaction: [reactionsToPosts, reactionsToComments], vote: [votes], follow: [follows] },
	...{ join: [joins], invitation: [invitations], document: [documents] },
};
