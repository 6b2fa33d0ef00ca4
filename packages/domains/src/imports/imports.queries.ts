import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { ImportState, Results } from './imports.schema.ts';

export const insertImport = (
	db: CommunityDb,
	row: { id: string; task: object; total: number; startedBy: string | null; createdAt: Date },
) =>
	db
		.insertInto('memberBatches')
		.values({ ...row, kind: 'import', state: 'draft', task: JSON.stringify(row.task) });

export const deleteOldImports = (db: CommunityDb, before: Date) =>
	db
		.deleteFrom('memberBatches')
		.where('kind', '=', 'import')
		.where('createdAt', '<', before)
		.returning('id');

const imports = (db: CommunityDb) =>
	db
		.selectFrom('memberBatches')
		.leftJoin('members', 'members.id', 'memberBatches.startedBy')
		.select([
			...(['memberBatches.id', 'memberBatches.state', 'memberBatches.task'] as const),
			...(['memberBatches.total', 'memberBatches.done', 'memberBatches.results'] as const),
			...(['memberBatches.createdAt', 'members.name as starterName'] as const),
		])
		.where('memberBatches.kind', '=', 'import');

export const importById = (db: CommunityDb, importId: string) =>
	imports(db).where('memberBatches.id', '=', importId);

export const latestImports = (db: CommunityDb, limit: number) =>
	imports(db)
		.orderBy('memberBatches.createdAt', 'desc')
		.orderBy('memberBatches.id', 'desc')
		.limit(limit);

/** Locked: whoever works on it does so alone. */
export const lockImport = (db: CommunityDb, importId: string) =>
	db
		.selectFrom('memberBatches')
		.selectAll()
		.where('id', '=', importId)
		.where('kind', '=', 'import')
		.forUpdate();

type Change = Partial<{ state: ImportState; task: object; done: number; results: Results }>;

export const updateImport = (
	db: CommunityDb,
	importId: string,
	{ task, results, ...change }: Change,
) =>
	db
		.updateTable('memberBatches')
		.set({
			...change,
			...(task && { task: JSON.stringify(task) }),
			...(results && { results: JSON.stringify(results) }),
		})
		.where('id', '=', importId);

export const deleteFaults = (db: CommunityDb, importId: string) =>
	db.deleteFrom('memberBatchItems').where('batchId', '=', importId);

type KeptFault = { position: number; before: object };

export const insertFaults = (db: CommunityDb, importId: string, faults: readonly KeptFault[]) =>
	db.insertInto('memberBatchItems').values(
		faults.map(({ position, before }) => ({
			...{ batchId: importId, position, outcome: 'bad' },
			before: JSON.stringify(before),
		})),
	);

export const faultsAfter = (db: CommunityDb, importId: string, after: number, limit: number) =>
	db
		.selectFrom('memberBatchItems')
		.select(['position', 'before'])
		.where('batchId', '=', importId)
		.where('position', '>', after)
		.orderBy('position')
		.limit(limit + 1);

/** The people behind addresses, with the members they are. */
export const peopleByEmails = (db: CommunityDb, emails: readonly string[]) =>
	db
		.selectFrom('authUsers')
		.leftJoin('members', 'members.userId', 'authUsers.id')
		.select([
			...(['authUsers.id as userId', 'authUsers.email', 'members.id', 'members.status'] as const),
			...(['members.restriction', 'members.fields', 'members.labels'] as const),
		])
		.select((eb) =>
			sql<string[]>`array(${eb
				.selectFrom('memberRoles')
				.select('roleId')
				.distinct()
				.whereRef('memberRoles.memberId', '=', 'members.id')})`.as('roleIds'),
		)
		.where('authUsers.email', '=', sql<string>`any(${[...emails]}::text[])`);

export const takenHandles = (db: CommunityDb, handles: readonly string[]) =>
	db
		.selectFrom('members')
		.select('handle')
		.where('handle', '=', sql<string>`any(${[...handles]}::text[])`);

export type NewPerson = { id: string; email: string; name: string };

/** People who have not proved their addresses yet: they do when they sign in. */
export const insertPeople = (db: CommunityDb, people: readonly NewPerson[]) =>
	db.insertInto('authUsers').values(people.map((one) => ({ ...one, emailVerified: false })));

export type Staged = {
	id: string;
	userId: string;
	handle: string;
	name: string;
	bio: string;
	joinedAt: Date;
	fields: string;
	fieldKeys: string[];
};

export const insertStaged = (db: CommunityDb, rows: readonly Staged[]) =>
	db.insertInto('members').values(rows.map((row) => ({ ...row, status: 'staged' })));

type Pair = { memberId: string };

export const giveRoles = (db: CommunityDb, rows: readonly (Pair & { roleId: string })[]) =>
	db
		.insertInto('memberRoles')
		.values([...rows])
		.onConflict((conflict) => conflict.doNothing());

export const letIntoSpaces = (db: CommunityDb, rows: readonly (Pair & { spaceId: string })[]) =>
	db
		.insertInto('spaceMembers')
		.values([...rows])
		.onConflict((conflict) => conflict.doNothing());

export const followTagRows = (
	db: CommunityDb,
	rows: readonly (Pair & { tagId: string })[],
	createdAt: Date,
) =>
	db
		.insertInto('tagFollows')
		.values(rows.map((row) => ({ ...row, createdAt })))
		.onConflict((conflict) => conflict.doNothing());

export const updateFields = (
	db: CommunityDb,
	memberId: string,
	{ fields, fieldKeys }: { fields: object; fieldKeys: string[] },
) =>
	db
		.updateTable('members')
		.set({ fields: JSON.stringify(fields), fieldKeys, version: sql<number>`version + 1` })
		.where('id', '=', memberId);
