import { sql, type SqlBool } from 'kysely';
import type { PlatformDb } from '@kith/db/handles';
import type { EntryRow, Head, StoredEntry } from '../audit/index.ts';

/** The head of an organization's log, held until the transaction ends. */
export const holdLogHead = (db: PlatformDb, organizationId: string) =>
	db
		.selectFrom('organizations')
		.select('logHead')
		.where('id', '=', organizationId)
		.forNoKeyUpdate();

export const logHeadOf = (db: PlatformDb, organizationId: string) =>
	db.selectFrom('organizations').select('logHead').where('id', '=', organizationId);

export const keepLogHead = (db: PlatformDb, organizationId: string, head: Head) =>
	db
		.updateTable('organizations')
		.set({ logHead: JSON.stringify(head) })
		.where('id', '=', organizationId);

export const insertLogEntries = (
	db: PlatformDb,
	organizationId: string,
	rows: readonly EntryRow[],
) =>
	db.insertInto('organizationEntries').values(
		rows.map((row) => {
			// Nobody is a member of an organization.
			const { memberId: _, ...columns } = row;
			const parts = { actor: JSON.stringify(row.actor), details: JSON.stringify(row.details) };
			return { ...columns, ...parts, organizationId };
		}),
	);
const COLUMNS = [
	...(['number', 'at', 'action', 'actorKind', 'staffId', 'targetKind', 'targetId'] as const),
	...(['subjectId', 'actor', 'actorDigest', 'details', 'detailsDigest', 'hash'] as const),
] as const;

const entries = (db: PlatformDb, organizationId: string) =>
	db
		.selectFrom('organizationEntries')
		.select(COLUMNS)
		.where('organizationId', '=', organizationId)
		.$castTo<Omit<StoredEntry, 'memberId'>>();

type Wanted = {
	organizationId: string;
	before: number | null;
	limit: number;
	actorId?: string | null | undefined;
	/** An action, or the noun before its point. */
	action?: string | null | undefined;
	from?: Date | null | undefined;
	to?: Date | null | undefined;
};

type Filter = Omit<Wanted, 'before' | 'limit'>;

const narrowed = (db: PlatformDb, { organizationId, actorId, action, from, to }: Filter) =>
	db
		.selectFrom('organizationEntries')
		.where('organizationId', '=', organizationId)
		.$if(Boolean(actorId), (query) => query.where('staffId', '=', actorId ?? ''))
		.$if(Boolean(action), (query) =>
			query.where(sql<SqlBool>`${action} in (action, split_part(action, '.', 1))`),
		)
		.$if(Boolean(from), (query) => query.where('at', '>=', sql<Date>`${from}`))
		.$if(Boolean(to), (query) => query.where('at', '<', sql<Date>`${to}`));

export const logCount = (db: PlatformDb, filter: Filter) =>
	narrowed(db, filter).select((eb) => eb.fn.countAll<string>().as('count'));

export const logPage = (db: PlatformDb, { before, limit, ...filter }: Wanted) =>
	narrowed(db, filter)
		.select(COLUMNS)
		.$castTo<Omit<StoredEntry, 'memberId'>>()
		.$if(before !== null, (query) => query.where('number', '<', before ?? 0))
		.orderBy('number', 'desc')
		.limit(limit + 1);

/** Who is named as the actor of one of the last entries, by what they were called last. */
export const lateStaff = (db: PlatformDb, organizationId: string, limit: number) =>
	db
		.selectFrom((inner) =>
			inner
				.selectFrom('organizationEntries')
				.select(['number', 'staffId', sql<string | null>`actor #>> '{content,name}'`.as('name')])
				.where('organizationId', '=', organizationId)
				.orderBy('number', 'desc')
				.limit(limit)
				.as('late'),
		)
		.distinctOn('staffId')
		.select(['staffId as id', 'name'])
		.where('staffId', 'is not', null)
		.orderBy('staffId')
		.orderBy('number', 'desc');

export const logAfter = (db: PlatformDb, organizationId: string, number: number, limit: number) =>
	entries(db, organizationId).where('number', '>', number).orderBy('number').limit(limit);
