import { sql } from 'kysely';
import { streamsOf, type CommunityDb } from './handles.ts';

/** Who did it: a person of the community, one who works for it, or no person at that moment. */
export type ActivitySource = 'member' | 'staff' | 'bot' | 'api' | 'import';

/** One fact that is counted. */
export type Activity = {
	/** The id of the event it was told by. */
	id: string;
	at: Date;
	kind: string;
	source: ActivitySource;
	/** Whether who did it lets what they do be looked at; no fact without it names anybody. */
	hasConsent: boolean;
	memberId: string | null;
	session: string | null;
	spaceId: string | null;
	targetId: string | null;
	/** Whom it was an answer to. */
	targetMemberId: string | null;
	details: Record<string, unknown>;
};

/** Keeps facts of one community; one that is kept already stays as it is. */
export async function writeActivity(
	db: CommunityDb,
	communityId: string,
	facts: readonly Activity[],
): Promise<void> {
	if (facts.length === 0) return;
	await streamsOf(db)
		.insertInto('activity')
		.values(facts.map((fact) => ({ ...fact, communityId, details: JSON.stringify(fact.details) })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** A fact as it is counted: on which day and at which hour of the community's clock. */
export type CountedActivity = {
	id: string;
	/** The transaction that wrote it. */
	xid: string;
	kind: string;
	source: ActivitySource;
	memberId: string | null;
	spaceId: string | null;
	details: Record<string, unknown>;
	at: Date;
	day: string;
	hour: string;
};

/** Where counting has come to: the transaction, and the fact in it. */
export type ActivityMark = { xid: string; id: string };
export const ACTIVITY_START: ActivityMark = {
	...{ xid: '0', id: '00000000-0000-0000-0000-000000000000' },
};

type Counting = { communityId: string; after: ActivityMark; timeZone: string; limit: number };

/**
 * The facts of a community behind a mark, in the order they were written, as far as nobody can still write one before
 * them.
 */
export async function activityAfter(
	db: CommunityDb,
	{ communityId, after, timeZone, limit }: Counting,
): Promise<CountedActivity[]> {
	const local = sql`(at at time zone ${timeZone})`;
	return streamsOf(db)
		.selectFrom('activity')
		.select(['id', 'kind', 'source', 'memberId', 'spaceId', 'details', 'at'])
		.select([
			sql<string>`written_in::text`.as('xid'),
			sql<string>`${local}::date::text`.as('day'),
			sql<string>`to_char(${local}, 'HH24')`.as('hour'),
		])
		.where('communityId', '=', communityId)
		.where(sql<boolean>`(written_in, id) > (${after.xid}::xid8, ${after.id}::uuid)`)
		.where(sql<boolean>`written_in < pg_snapshot_xmin(pg_current_snapshot())`)
		.orderBy(sql`activity.written_in`)
		.orderBy('id')
		.limit(limit)
		.execute() as Promise<CountedActivity[]>;
}

/** Whether anything of a community lies behind a mark, also what may not be counted yet. */
export async function hasActivityAfter(
	db: CommunityDb,
	communityId: string,
	after: ActivityMark,
): Promise<boolean> {
	const row = await streamsOf(db)
		.selectFrom('activity')
		.select('id')
		.where('communityId', '=', communityId)
		.where(sql<boolean>`(written_in, id) > (${after.xid}::xid8, ${after.id}::uuid)`)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

type Answered = {
	communityId: string;
	/** The first day, by the clock of `timeZone`. */
	from: string;
	timeZone: string;
	/** Whether what those do who work for the community counts, too. */
	withStaff: boolean;
	limit: number;
};

/**
 * Whom most different people answered or reacted to since a day, most first, then by how often; of each how many people it
 * were, how many answers and how many reactions.
 */
export async function mostAnswered(
	db: CommunityDb,
	{ communityId, from, timeZone, withStaff, limit }: Answered,
) {
	return streamsOf(db)
		.selectFrom('activity')
		.select([
			sql<string>`target_member_id`.as('memberId'),
			sql<number>`count(distinct member_id)::int`.as('people'),
			sql<number>`(count(*) filter (where kind = 'comment'))::int`.as('answers'),
			sql<number>`(count(*) filter (where kind = 'reaction'))::int`.as('reactions'),
		])
		.where('communityId', '=', communityId)
		.where(sql<boolean>`at >= ${from}::date::timestamp at time zone ${timeZone}`)
		.where('kind', 'in', ['comment', 'reaction'])
		.where(sql<boolean>`member_id <> target_member_id`)
		.where('source', 'in', withStaff ? ['member', 'staff'] : ['member'])
		.groupBy('targetMemberId')
		.orderBy('people', 'desc')
		.orderBy('answers', 'desc')
		.orderBy('reactions', 'desc')
		.orderBy('targetMemberId')
		.limit(limit)
		.execute();
}

/**
 * What was answered with or reacted to since a moment, as ids of comments and of what reactions are on: the ones with most
 * facts first, and of those the newest.
 */
export async function touchedSince(
	db: CommunityDb,
	{ communityId, since, limit }: { communityId: string; since: Date; limit: number },
): Promise<string[]> {
	const rows = await streamsOf(db)
		.selectFrom('activity')
		.select(sql<string>`target_id`.as('id'))
		.where('communityId', '=', communityId)
		.where('at', '>=', since)
		.where('kind', 'in', ['comment', 'reaction'])
		.where('targetId', 'is not', null)
		.groupBy('targetId')
		.orderBy(sql`count(*)`, 'desc')
		.orderBy(sql`max(at)`, 'desc')
		.orderBy('targetId')
		.limit(limit)
		.execute();
	return rows.map(({ id }) => id);
}

/** Takes out of the fact that tells how somebody came what it says of that; they came between these two moments. */
export async function forgetOrigin(
	db: CommunityDb,
	communityId: string,
	{ memberId, from, to }: { memberId: string; from: Date; to: Date },
): Promise<void> {
	await streamsOf(db)
		.updateTable('activity')
		.set({ details: '{}', session: null })
		.where('communityId', '=', communityId)
		.where('at', '>=', from)
		.where('at', '<', to)
		.where('memberId', '=', memberId)
		.where('kind', '=', 'origin')
		.execute();
}
