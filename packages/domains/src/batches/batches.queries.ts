import { sql, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import { matching, type Wanted } from '../roster/index.ts';
import type { BatchState, BulkKind, BulkResults } from './batches.schema.ts';

/** Whom an action reaches: members by id or by a filter, below a rank and not oneself. */
export type Reach = {
	kind: BulkKind;
	memberIds: readonly string[] | null;
	wanted: Wanted;
	rank: number;
	selfId: string;
};

type Condition = ReturnType<typeof sql<SqlBool>>;

const inside: Condition = sql`members.status in ('active', 'staged', 'suspended')`;
const present: Condition = sql`members.status <> 'removed'`;
const FITS: Readonly<Record<BulkKind, Condition>> = {
	...{ give_role: inside, take_role: inside, add_space: inside, remove_space: inside },
	restrict: sql`members.status in ('active', 'suspended')`,
	lift: sql`coalesce(members.restriction in ('silenced', 'suspended'), false)`,
	...{ add_label: present, remove_label: present, remove: present },
	ban: sql`members.status <> 'removed' and members.user_id is not null`,
};

type MemberEb = ExpressionBuilder<CommunityTables, 'members'>;

const isBelow = (eb: MemberEb, { rank, selfId }: Pick<Reach, 'rank' | 'selfId'>) =>
	eb.and([
		eb('members.id', '<>', selfId),
		eb.not(
			eb.exists(
				eb
					.selectFrom('memberRoles')
					.innerJoin('roles', 'roles.id', 'memberRoles.roleId')
					.select('roles.id')
					.whereRef('memberRoles.memberId', '=', 'members.id')
					.where('roles.rank', '>=', rank),
			),
		),
	]);

const meant = (db: CommunityDb, { wanted, memberIds }: Reach) =>
	matching(db, wanted).$if(memberIds !== null, (query) =>
		query.where('members.id', '=', sql<string>`any(${[...(memberIds ?? [])]}::uuid[])`),
	);

/** How many an action means, and of them how many it is done to and how many it is not. One statement. */
export const reachCounts = (db: CommunityDb, reach: Reach) =>
	db
		.selectFrom(
			meant(db, reach)
				.select((eb) => [
					isBelow(eb as unknown as MemberEb, reach).as('isBelow'),
					FITS[reach.kind].as('fits'),
				])
				.as('meant'),
		)
		.select([
			sql<number>`count(*)::int`.as('total'),
			sql<number>`(count(*) filter (where is_below and fits))::int`.as('able'),
			sql<number>`(count(*) filter (where not is_below))::int`.as('above'),
			sql<number>`(count(*) filter (where is_below and not fits))::int`.as('unfit'),
		]);

/** Writes down whom an action is done to, as they stand at its start. */
export const insertReached = (db: CommunityDb, batchId: string, reach: Reach, most: number) =>
	db
		.insertInto('memberBatchItems')
		.columns(['batchId', 'position', 'memberId'])
		.expression(
			meant(db, reach)
				.where((eb) => isBelow(eb as unknown as MemberEb, reach))
				.where(FITS[reach.kind])
				.select([
					sql<string>`${batchId}::uuid`.as('batchId'),
					sql<number>`row_number() over (order by members.id)`.as('position'),
					'members.id as memberId',
				])
				.orderBy('members.id')
				.limit(most),
		);

type NewBatch = {
	id: string;
	kind: 'bulk' | 'import';
	state: BatchState;
	task: object;
	startedBy: string | null;
	createdAt: Date;
	undoUntil: Date | null;
};

/** Idempotent by id: returns nothing when it is there already. */
export const insertBatch = (db: CommunityDb, { task, ...batch }: NewBatch) =>
	db
		.insertInto('memberBatches')
		.values({ ...batch, task: JSON.stringify(task) })
		.onConflict((conflict) => conflict.doNothing())
		.returning('id');

export const deleteOldBatches = (db: CommunityDb, before: Date) =>
	db.deleteFrom('memberBatches').where('createdAt', '<', before);

const batches = (db: CommunityDb) =>
	db
		.selectFrom('memberBatches')
		.leftJoin('members', 'members.id', 'memberBatches.startedBy')
		.select([
			...(['memberBatches.id', 'memberBatches.state', 'memberBatches.task'] as const),
			...(['memberBatches.total', 'memberBatches.done', 'memberBatches.results'] as const),
			...(['memberBatches.createdAt', 'memberBatches.undoUntil'] as const),
			'members.name as starterName',
		]);

export const batchById = (db: CommunityDb, kind: 'bulk' | 'import', batchId: string) =>
	batches(db).where('memberBatches.id', '=', batchId).where('memberBatches.kind', '=', kind);

export const latestBatches = (db: CommunityDb, kind: 'bulk' | 'import', limit: number) =>
	batches(db)
		.where('memberBatches.kind', '=', kind)
		.orderBy('memberBatches.createdAt', 'desc')
		.orderBy('memberBatches.id', 'desc')
		.limit(limit);

/** Locked: whoever works on it does so alone. */
export const lockBatch = (db: CommunityDb, batchId: string) =>
	db.selectFrom('memberBatches').selectAll().where('id', '=', batchId).forUpdate();

type Change = Partial<{
	state: BatchState;
	total: number;
	done: number;
	undoUntil: Date | null;
}> & { results?: BulkResults };

export const updateBatch = (db: CommunityDb, batchId: string, { results, ...change }: Change) =>
	db
		.updateTable('memberBatches')
		.set({ ...change, ...(results && { results: JSON.stringify(results) }) })
		.where('id', '=', batchId);

/** The next ones to do, in their order. */
export const itemsToDo = (db: CommunityDb, batchId: string, limit: number) =>
	db
		.selectFrom('memberBatchItems')
		.select(['position', 'memberId', 'before'])
		.where('batchId', '=', batchId)
		.where('outcome', 'is', null)
		.orderBy('position')
		.limit(limit);

/** The next ones to undo. */
export const itemsToUndo = (db: CommunityDb, batchId: string, limit: number) =>
	db
		.selectFrom('memberBatchItems')
		.select(['position', 'memberId', 'before'])
		.where('batchId', '=', batchId)
		.where('outcome', '=', 'changed')
		.orderBy('position')
		.limit(limit);

export type ItemResult = { position: number; outcome: string; before: object | null };

/** Writes down what became of some items, in one statement. */
export const settleItems = (db: CommunityDb, batchId: string, results: readonly ItemResult[]) =>
	db
		.updateTable('memberBatchItems')
		.from(
			sql<{
				position: number;
				outcome: string;
				before: unknown;
			}>`jsonb_to_recordset(${JSON.stringify(results)}::jsonb)`.as<'result'>(
				sql`result(position integer, outcome text, before jsonb)`,
			),
		)
		.set({
			outcome: sql<string>`result.outcome`,
			before: sql`coalesce(result.before, member_batch_items.before)`,
		})
		.where('batchId', '=', batchId)
		.whereRef('memberBatchItems.position', '=', 'result.position');

export const forgetItemsOf = (db: CommunityDb, memberId: string) =>
	db.deleteFrom('memberBatchItems').where('memberId', '=', memberId);

/** What an undo has to put back. */
export const heldBackOf = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('members')
		.select(['restriction', 'restrictedUntil', 'restrictionDetails'])
		.where('id', '=', memberId);
