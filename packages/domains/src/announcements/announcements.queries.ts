import { sql, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import type { MemberTest } from '../permissions/members-where.ts';
import { accessible } from '../permissions/where.ts';

type Eb = ExpressionBuilder<CommunityTables, 'posts' | 'members'>;

const MOST_BANNERS = 3;

/** What is read of a post where its page is not open: nothing of one below a content warning. */
const openingWords =
	sql<string>`case when posts.content_warning = '' then posts.excerpt else '' end`.as('excerpt');

/** The announcement a verb decides on. */
export const announcementById = (db: CommunityDb, postId: string) =>
	db
		.selectFrom('posts')
		.select(['id', 'spaceId', 'authorId', 'status', 'kind', 'title', 'kindFacts'])
		.select(openingWords)
		.where('id', '=', postId)
		.where('kind', '=', 'announcement');

const letIn = (eb: Eb) =>
	eb.exists(
		eb
			.selectFrom('spaceMembers')
			.select('spaceMembers.memberId')
			.whereRef('spaceMembers.memberId', '=', 'members.id')
			.whereRef('spaceMembers.spaceId', '=', 'posts.spaceId'),
	);

const hasBeenThere = (eb: Eb) =>
	eb.exists(
		eb
			.selectFrom('spaceVisits')
			.select('spaceVisits.memberId')
			.whereRef('spaceVisits.memberId', '=', 'members.id')
			.whereRef('spaceVisits.spaceId', '=', 'posts.spaceId'),
	);

const holdsChosen = (eb: Eb) =>
	eb.exists(
		eb
			.selectFrom('memberRoles')
			.select('memberRoles.roleId')
			.whereRef('memberRoles.memberId', '=', 'members.id')
			.where(sql<SqlBool>`posts.kind_facts->'audience'->'roleIds' ? member_roles.role_id::text`),
	);

/** Who may read where the announcement stands. */
type Readers = { mayRead: MemberTest };

/** Whether a member is among those an announcement is meant for; never its author, who knows it. */
const isMeant = (eb: Eb) => {
	const kind = sql<string>`posts.kind_facts->'audience'->>'kind'`;
	return eb.and([
		eb('members.status', '=', 'active'),
		eb('members.id', '!=', eb.ref('posts.authorId')),
		eb.or([
			eb(kind, '=', 'everyone'),
			eb.and([eb(kind, '=', 'space'), eb.or([letIn(eb), hasBeenThere(eb)])]),
			eb.and([eb(kind, '=', 'roles'), holdsChosen(eb)]),
		]),
	]);
};

const audience = (db: CommunityDb, postId: string, { mayRead }: Readers) =>
	db
		.selectFrom('posts')
		.innerJoin('members', (join) => join.onTrue())
		.leftJoin('receipts', (join) =>
			join.onRef('receipts.postId', '=', 'posts.id').onRef('receipts.memberId', '=', 'members.id'),
		)
		.where('posts.id', '=', postId)
		.where((eb) => isMeant(eb as unknown as Eb))
		.where((eb) => mayRead(eb as never));

/** How far an announcement got. */
export const deliveryOf = (db: CommunityDb, postId: string, readers: Readers) =>
	audience(db, postId, readers).select([
		sql<number>`count(*)::int`.as('audience'),
		sql<number>`count(receipts.seen_at)::int`.as('seen'),
		sql<number>`count(receipts.acknowledged_at)::int`.as('acknowledged'),
	]);

type Missing = Readers & { postId: string; mustAcknowledge: boolean; after: string | null };

/** Those it has not reached yet, in the order of their ids, one more than asked for. */
export const missingMembers = (
	db: CommunityDb,
	{ postId, mustAcknowledge, after, limit, ...readers }: Missing & { limit: number },
) =>
	audience(db, postId, readers)
		.select(['members.id', 'members.handle', 'members.name', 'members.avatarFileId'])
		.select(sql<boolean>`receipts.seen_at is not null`.as('hasSeen'))
		.where(mustAcknowledge ? 'receipts.acknowledgedAt' : 'receipts.seenAt', 'is', null)
		.$if(after !== null, (query) => query.where('members.id', '>', after))
		.orderBy('members.id')
		.limit(limit + 1);

/** The next of the audience with an address, in the order of their ids. */
export const addresseesOf = (
	db: CommunityDb,
	{
		postId,
		after,
		limit,
		...readers
	}: Readers & { postId: string; after: string | null; limit: number },
) =>
	audience(db, postId, readers)
		.innerJoin('authUsers', 'authUsers.id', 'members.userId')
		.select(['members.id', 'members.locale', 'authUsers.email'])
		.$if(after !== null, (query) => query.where('members.id', '>', after))
		.orderBy('members.id')
		.limit(limit);

type Looking = { ability: AppAbility; memberId: string; since: Date };

const MUST = sql<boolean>`coalesce((posts.kind_facts->>'mustAcknowledge')::boolean, false)`;

/**
 * The announcements that wait for one member, neither acknowledged nor put away: first those that must be acknowledged, the
 * oldest first and however old, then the newest of the others.
 */
export const waitingFor = (db: CommunityDb, { ability, memberId, since }: Looking) =>
	db
		.selectFrom('posts')
		.innerJoin('members', (join) => join.on('members.id', '=', memberId))
		.select(['posts.id', 'posts.title', 'posts.createdAt', 'posts.kindFacts'])
		.select(openingWords)
		.where(accessible(ability, 'acknowledge', 'Post', 'posts'))
		.where('posts.kind', '=', 'announcement')
		.where((eb) => eb.or([eb('posts.createdAt', '>', since), eb(MUST, '=', true)]))
		.where(isMeant)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('receipts')
						.select('receipts.postId')
						.whereRef('receipts.postId', '=', 'posts.id')
						.where('receipts.memberId', '=', memberId)
						.where((inner) =>
							inner.or([
								inner('receipts.acknowledgedAt', 'is not', null),
								inner('receipts.dismissedAt', 'is not', null),
							]),
						),
				),
			),
		)
		.orderBy(MUST, 'desc')
		.orderBy(sql`case when ${MUST} then posts.created_at end`)
		.orderBy('posts.createdAt', 'desc')
		.limit(MOST_BANNERS);

type Receipt = {
	postId: string;
	memberId: string;
	now: Date;
	mark: 'seen' | 'acknowledged' | 'dismissed';
};

/** Marks how far an announcement got with one member; what was marked before stays. */
export const markReceipt = (db: CommunityDb, { postId, memberId, now, mark }: Receipt) => {
	const column = mark === 'acknowledged' ? 'acknowledgedAt' : 'dismissedAt';
	const row = { postId, memberId, seenAt: now, ...(mark !== 'seen' && { [column]: now }) };
	return db
		.insertInto('receipts')
		.values(row)
		.onConflict((conflict) => {
			const target = conflict.columns(['postId', 'memberId']);
			if (mark === 'seen') return target.doNothing();
			return target
				.doUpdateSet({ [column]: now })
				.where(`receipts.${column}` as 'receipts.seenAt', 'is', null);
		})
		.returning('postId');
};

/** What a member saw and acknowledged goes with them. */
export const deleteReceiptsOf = (db: CommunityDb, memberId: string) =>
	db.deleteFrom('receipts').where('memberId', '=', memberId);
