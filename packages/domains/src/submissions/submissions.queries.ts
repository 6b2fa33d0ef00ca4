import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';
import { mentioning } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import type { HeldFor, SubmissionState } from './submissions.schema.ts';

type NewSubmission = {
	id: string;
	kind: 'post' | 'comment';
	state: 'waiting' | 'scheduled';
	authorId: string;
	spaceId: string;
	postId: string | null;
	/** The post or comment that it changes. */
	revisesId: string | null;
	title: string;
	body: RichText;
	extras: object;
	publishAt: Date | null;
	timeZone: string | null;
	sentAt: Date;
	heldAt: Date | null;
	heldFor: HeldFor | null;
};

/** Idempotent by id: sending twice holds once. */
export const insertSubmission = (db: CommunityDb, { body, extras, ...rest }: NewSubmission) =>
	db
		.insertInto('submissions')
		.values({ ...rest, body: JSON.stringify(body), extras: JSON.stringify(extras) })
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id');

const ROW = [
	...(['id', 'kind', 'state', 'authorId', 'spaceId', 'postId', 'title', 'body', 'extras'] as const),
	...(['revisesId', 'heldAt', 'firstDecidedAt'] as const),
	...(['publishAt', 'timeZone', 'reason', 'decidedBy', 'decidedAt', 'sentAt', 'version'] as const),
] as const;

/** The row a verb decides on; lock it when the verb writes. */
export const submissionById = (db: CommunityDb, id: string) => submissions(db).where('id', '=', id);

const submissions = (db: CommunityDb) => db.selectFrom('submissions').select(ROW);

/** The change of a post or comment that its author has waiting, or got back. */
export const openChange = (db: CommunityDb, revisesId: string, authorId: string) =>
	submissions(db)
		.where('revisesId', '=', revisesId)
		.where('authorId', '=', authorId)
		.where('state', '<>', sql.lit('published'));

const views = (db: CommunityDb) =>
	db
		.selectFrom('submissions')
		.innerJoin('members', 'members.id', 'submissions.authorId')
		.leftJoin('posts', 'posts.id', 'submissions.postId')
		// A change of a post has the post for both; of a comment the comment is what it changes.
		.leftJoin('comments', 'comments.id', 'submissions.revisesId')
		.leftJoin('members as deciders', 'deciders.id', 'submissions.decidedBy')
		.select([
			...(['submissions.id', 'submissions.kind', 'submissions.state'] as const),
			...(['submissions.authorId', 'submissions.spaceId', 'submissions.postId'] as const),
			...(['submissions.title', 'submissions.body', 'submissions.extras'] as const),
			...(['submissions.publishAt', 'submissions.timeZone', 'submissions.reason'] as const),
			...(['submissions.decidedAt', 'submissions.sentAt', 'submissions.version'] as const),
			...(['members.handle', 'members.name', 'members.avatarFileId'] as const),
			...(['posts.title as postTitle', 'deciders.name as deciderName'] as const),
			...(['submissions.revisesId', 'posts.status as postStatus'] as const),
		])
		.select((eb) => [
			eb.fn.coalesce('comments.version', 'posts.version').as('revisedVersion'),
			sql<unknown>`case when submissions.revises_id is not null then coalesce(comments.body, posts.body) end`.as(
				'revisedBody',
			),
		])
		.select((eb) =>
			sql<string[]>`array(${eb
				.selectFrom('memberRoles')
				.select('roleId')
				.distinct()
				.whereRef('memberRoles.memberId', '=', 'members.id')})`.as('authorRoleIds'),
		);

export const submissionView = (db: CommunityDb, id: string) =>
	views(db).where('submissions.id', '=', id);

type After = readonly [string, string] | null;
type Queue = { ability: AppAbility; spaceId: string | undefined; after: After; limit: number };

/** What waits for whoever may approve it, oldest first, one more than asked for. */
export const queuePage = (db: CommunityDb, { ability, spaceId, after, limit }: Queue) =>
	views(db)
		.where('submissions.state', '=', 'waiting')
		.where(accessible(ability, 'approve', 'Submission', 'submissions'))
		.$if(spaceId !== undefined, (query) => query.where('submissions.spaceId', '=', spaceId ?? ''))
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(submissions.sent_at, submissions.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
			),
		)
		.orderBy('submissions.sentAt')
		.orderBy('submissions.id')
		.limit(limit + 1);

/** As far as anybody counts. */
export const MOST_COUNTED = 1000;

/** How many wait per space, up to a bound. */
export const waitingCounts = (db: CommunityDb, ability: AppAbility) =>
	db
		.selectFrom((eb) =>
			eb
				.selectFrom('submissions')
				.select('spaceId')
				.where('state', '=', 'waiting')
				.where(accessible(ability, 'approve', 'Submission', 'submissions'))
				.orderBy('sentAt')
				.limit(MOST_COUNTED)
				.as('waiting'),
		)
		.select(['waiting.spaceId', sql<number>`count(*)::int`.as('count')])
		.groupBy('waiting.spaceId');

/** How many were sent before this one and wait still, up to a bound. */
export const waitingBefore = (db: CommunityDb, sentAt: Date, id: string) =>
	db
		.selectFrom((eb) =>
			eb
				.selectFrom('submissions')
				.select('id')
				.where('state', '=', 'waiting')
				.where(sql<SqlBool>`(sent_at, id) < (${sentAt.toISOString()}::timestamptz, ${id}::uuid)`)
				.limit(MOST_COUNTED)
				.as('earlier'),
		)
		.select(sql<number>`count(*)::int`.as('count'));

/** What a member sent that is not out yet, newest first, one more than asked for. */
export const submissionsOf = (
	db: CommunityDb,
	{ authorId, after, limit }: { authorId: string; after: After; limit: number },
) =>
	views(db)
		.where('submissions.authorId', '=', authorId)
		.where('submissions.state', '!=', 'published')
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(submissions.sent_at, submissions.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
			),
		)
		.orderBy('submissions.sentAt', 'desc')
		.orderBy('submissions.id', 'desc')
		.limit(limit + 1);

type Change = {
	state?: SubmissionState;
	title?: string;
	body?: RichText;
	extras?: object;
	publishAt?: Date | null;
	timeZone?: string | null;
	reason?: string;
	decidedBy?: string | null;
	decidedAt?: Date | null;
	sentAt?: Date;
	heldAt?: Date | null;
	heldFor?: HeldFor | null;
	firstDecidedAt?: Date;
};

export const updateSubmission = (
	db: CommunityDb,
	id: string,
	{ body, extras, ...change }: Change,
) =>
	db
		.updateTable('submissions')
		.set({
			...change,
			...(body && { body: JSON.stringify(body) }),
			...(extras && { extras: JSON.stringify(extras) }),
			version: sql<number>`version + 1`,
		})
		.where('id', '=', id);

export const deleteSubmission = (db: CommunityDb, id: string) =>
	db.deleteFrom('submissions').where('id', '=', id);

export const deleteSubmissionsOf = (db: CommunityDb, memberId: string) =>
	db.deleteFrom('submissions').where('authorId', '=', memberId);

/** What was to change something that has left the site. */
export const deleteChangesOf = (db: CommunityDb, revisesId: string) =>
	db
		.deleteFrom('submissions')
		.where('revisesId', '=', revisesId)
		.where('state', '<>', sql.lit('published'));

/** Changes go along with the post that they change, or whose comments they change. */
export const moveChangesOf = (db: CommunityDb, postId: string, spaceId: string) =>
	db
		.updateTable('submissions')
		.set({ spaceId })
		.where('postId', '=', postId)
		.where('revisesId', 'is not', null);

/** Texts that mention a member, in the order of their ids, locked. */
export const submissionsMentioning = (
	db: CommunityDb,
	{ memberId, after, limit }: { memberId: string; after: string | null; limit: number },
) =>
	db
		.selectFrom('submissions')
		.select(['id', 'body'])
		.where(mentioning(memberId))
		.$if(after !== null, (query) => query.where('id', '>', after))
		.orderBy('id')
		.limit(limit)
		.forNoKeyUpdate();

export const rewriteSubmission = (db: CommunityDb, id: string, body: RichText) =>
	db
		.updateTable('submissions')
		.set({ body: JSON.stringify(body) })
		.where('id', '=', id);

/** What a mail about a submission says: the title of its post, or of the one that it answers. */
export const submissionTitle = (db: CommunityDb, id: string, kind: 'post' | 'comment') =>
	db
		.selectFrom('submissions')
		.leftJoin('posts', (join) =>
			kind === 'post'
				? join.on(sql<SqlBool>`posts.id = coalesce(submissions.post_id, submissions.id)`)
				: join.onRef('posts.id', '=', 'submissions.postId'),
		)
		.select((eb) => [
			...(['submissions.reason', 'submissions.postId', 'submissions.revisesId'] as const),
			eb.fn.coalesce('posts.title', 'submissions.title').as('title'),
		])
		.where('submissions.id', '=', id);

/** How much of a member's is on the site, up to a bound. */
export const outOf = (db: CommunityDb, memberId: string, most: number) =>
	db
		.selectFrom((eb) =>
			eb
				.selectFrom('posts')
				.select(sql`1`.as('one'))
				.where('authorId', '=', memberId)
				.where('status', '=', 'published')
				.limit(most)
				.unionAll(
					eb.parens(
						eb
							.selectFrom('comments')
							.select(sql`1`.as('one'))
							.where('authorId', '=', memberId)
							.where('status', '=', 'published')
							.limit(most),
					),
				)
				.as('found'),
		)
		.select(sql<number>`count(*)::int`.as('count'));

/** How many have waited since before a moment in each space, up to a bound altogether, and since when the first of them. */
export const waitingLonger = (db: CommunityDb, before: Date) =>
	db
		.selectFrom((eb) =>
			eb
				.selectFrom('submissions')
				.select(['sentAt', 'spaceId'])
				.where('state', '=', 'waiting')
				.where('sentAt', '<=', before)
				.orderBy('sentAt')
				.limit(MOST_COUNTED)
				.as('old'),
		)
		.select([
			'old.spaceId',
			sql<number>`count(*)::int`.as('count'),
			sql<Date>`min(old.sent_at)`.as('since'),
		])
		.groupBy('old.spaceId');
