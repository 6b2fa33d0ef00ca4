import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { EntryRow } from './chain-entries.ts';
import type { StoredEntry } from './check-chain.ts';
import { HEAD_KEY, type Head } from './head.ts';

/** The row of the log's head, held until the transaction ends; made when it is not there. */
export const holdHead = (db: CommunityDb, start: Head, now: Date) =>
	db
		.insertInto('settings')
		.values({ key: HEAD_KEY, value: JSON.stringify(start), updatedAt: now })
		.onConflict((conflict) => conflict.column('key').doUpdateSet({ updatedAt: now }))
		.returning('value');

export const keepHead = (db: CommunityDb, head: Head, now: Date) =>
	db
		.updateTable('settings')
		.set({ value: JSON.stringify(head), updatedAt: now, version: sql<number>`version + 1` })
		.where('key', '=', HEAD_KEY);

export const headOf = (db: CommunityDb) =>
	db.selectFrom('settings').select('value').where('key', '=', HEAD_KEY);

export const insertEntries = (db: CommunityDb, rows: readonly EntryRow[]) =>
	db.insertInto('auditEntries').values(
		rows.map(({ actor, details, spaceId = null, ...row }) => ({
			...{ ...row, spaceId },
			actor: JSON.stringify(actor),
			details: JSON.stringify(details),
		})),
	);

export const nameOfMember = (db: CommunityDb, memberId: string) =>
	db.selectFrom('members').select('name').where('id', '=', memberId);

const COLUMNS = [
	...(['number', 'at', 'action', 'actorKind', 'memberId', 'staffId'] as const),
	...(['targetKind', 'targetId', 'subjectId', 'spaceId', 'actor', 'actorDigest'] as const),
	...(['details', 'detailsDigest', 'hash'] as const),
] as const;

const entries = (db: CommunityDb) =>
	db.selectFrom('auditEntries').select(COLUMNS).$castTo<StoredEntry>();

/** As the index has it, word for word. */
const MARKS = sql`(array[action, split_part(action, '.', 1), target_id, member_id::text, staff_id::text, subject_id::text, space_id::text])`;
const marked = (marks: readonly string[]) => sql<SqlBool>`${MARKS} @> ${[...marks]}::text[]`;

/** Entries of before spaces were written down name only the space that they are about. */
const inSpace = (spaceId: string) =>
	sql<SqlBool>`${marked([spaceId])} and (space_id = ${spaceId}::uuid or (target_kind = 'space' and target_id = ${spaceId}))`;

type Wanted = {
	/** Empty for anybody: one person may have acted under several ids. */
	actorIds?: readonly string[];
	action?: string | null | undefined;
	/** Empty for anything. */
	aboutIds?: readonly string[];
	from?: Date | null | undefined;
	to?: Date | null | undefined;
	/** Only what was done in this space, or with the space itself. */
	spaceId?: string | undefined;
	/** The actions that may be read; null for all. */
	actions: readonly string[] | null;
	after: readonly [string, number] | null;
	limit: number;
	isOldestFirst?: boolean;
};

type Filter = Omit<Wanted, 'after' | 'limit' | 'isOldestFirst'>;

/** What a filter leaves of the log. */
const narrowed = (
	db: CommunityDb,
	{ actorIds = [], action, aboutIds = [], from, to, spaceId, actions }: Filter,
) =>
	db
		.selectFrom('auditEntries')
		.$if(spaceId !== undefined, (query) => query.where(inSpace(spaceId ?? '')))
		.$if(Boolean(action), (query) => query.where(marked([action ?? ''])))
		.$if(actorIds.length > 0, (query) =>
			query.where((eb) =>
				eb.and([
					eb.or(actorIds.map((id) => marked([id]))),
					eb.or([eb('memberId', 'in', [...actorIds]), eb('staffId', 'in', [...actorIds])]),
				]),
			),
		)
		.$if(aboutIds.length > 0, (query) =>
			query.where((eb) =>
				eb.and([
					eb.or(aboutIds.map((id) => marked([id]))),
					eb.or([eb('targetId', 'in', [...aboutIds]), eb('subjectId', 'in', [...aboutIds])]),
				]),
			),
		)
		.$if(actions !== null, (query) => query.where('action', 'in', [...(actions ?? [])]))
		.$if(Boolean(from), (query) => query.where('at', '>=', sql<Date>`${from}`))
		.$if(Boolean(to), (query) => query.where('at', '<', sql<Date>`${to}`));

export const entriesCount = (db: CommunityDb, filter: Filter) =>
	narrowed(db, filter).select((eb) => eb.fn.countAll<string>().as('count'));

/** One more than asked for. */
export function entriesPage(db: CommunityDb, { after, limit, isOldestFirst, ...filter }: Wanted) {
	const order = isOldestFirst ? 'asc' : 'desc';
	const place = sql`(${after?.[0]}::timestamptz, ${after?.[1]}::integer)`;
	return narrowed(db, filter)
		.select(COLUMNS)
		.$castTo<StoredEntry>()
		.$if(after !== null, (query) =>
			query.where(
				isOldestFirst
					? sql<SqlBool>`(at, number) > ${place}`
					: sql<SqlBool>`(at, number) < ${place}`,
			),
		)
		.orderBy('at', order)
		.orderBy('number', order)
		.limit(limit + 1);
}

/** Entries in the order of the log, from behind a place. */
export const entriesAfter = (db: CommunityDb, after: { at: Date; count: number }, limit: number) =>
	entries(db)
		.where(sql<SqlBool>`(at, number) > (${after.at}::timestamptz, ${after.count}::integer)`)
		.orderBy('at')
		.orderBy('number')
		.limit(limit);

/** Which of these members the log says that they were forgotten. */
export const forgottenAmong = (db: CommunityDb, memberIds: readonly string[]) =>
	db
		.selectFrom('auditEntries')
		.select('targetId')
		.where(marked(['members.forgotten']))
		.where('targetId', 'in', [...memberIds]);

/** Who acted in the last entries; one row for each, with the name of the last one. */
export const lateActors = (
	db: CommunityDb,
	{
		actions,
		spaceId,
		limit,
	}: { actions: readonly string[] | null; spaceId?: string | undefined; limit: number },
) =>
	db
		.selectFrom((inner) =>
			inner
				.selectFrom('auditEntries')
				.select([
					...(['at', 'number'] as const),
					sql<string | null>`coalesce(member_id, staff_id)`.as('id'),
					sql<string | null>`actor #>> '{content,name}'`.as('name'),
					sql<boolean>`staff_id is not null`.as('isStaff'),
				])
				.$if(actions !== null, (query) => query.where('action', 'in', [...(actions ?? [])]))
				.$if(spaceId !== undefined, (query) => query.where(inSpace(spaceId ?? '')))
				.orderBy('at', 'desc')
				.orderBy('number', 'desc')
				.limit(limit)
				.as('late'),
		)
		.distinctOn('id')
		.select(['id', 'name', 'isStaff'])
		.where('id', 'is not', null)
		.orderBy('id')
		.orderBy('at', 'desc')
		.orderBy('number', 'desc');

const someOf = (db: CommunityDb, memberId: string, limit: number) =>
	db
		.selectFrom('auditEntries')
		.select(['at', 'number'])
		.where(marked([memberId]))
		.limit(limit);

/** Empties the name that a member acted under. */
export const forgetActor = (db: CommunityDb, memberId: string, limit: number) =>
	db
		.updateTable('auditEntries')
		.set({ actor: null })
		.where(
			sql<SqlBool>`(at, number) in (${someOf(db, memberId, limit)
				.where('memberId', '=', memberId)
				.where('actor', 'is not', null)})`,
		)
		.returning('number');

/** Empties what was written of a member. */
export const forgetDetails = (db: CommunityDb, memberId: string, limit: number) =>
	db
		.updateTable('auditEntries')
		.set({ details: null })
		.where(
			sql<SqlBool>`(at, number) in (${someOf(db, memberId, limit)
				.where('subjectId', '=', memberId)
				.where('details', 'is not', null)})`,
		)
		.returning('number');
