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

export const logPage = (
	db: PlatformDb,
	{
		organizationId,
		before,
		limit,
	}: { organizationId: string; before: number | null; limit: number },
) =>
	entries(db, organizationId)
		.$if(before !== null, (query) => query.where('number', '<', before ?? 0))
		.orderBy('number', 'desc')
		.limit(limit + 1);

export const logAfter = (db: PlatformDb, organizationId: string, number: number, limit: number) =>
	entries(db, organizationId).where('number', '>', number).orderBy('number').limit(limit);
