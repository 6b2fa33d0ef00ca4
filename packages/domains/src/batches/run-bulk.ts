import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import { AppError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { dropSessions, memberIfBelow } from '../members/index.ts';
import {
	batchById,
	itemsToDo,
	itemsToUndo,
	lockBatch,
	settleItems,
	updateBatch,
	type ItemResult,
} from './batches.queries.ts';
import {
	BulkResults,
	BulkTask,
	isFinal,
	UNDO_MINUTES,
	type BatchState,
	type BulkAction,
} from './batches.schema.ts';
import { doingOf } from './bulk-actions.ts';

/** So many members are one transaction. */
const PAGE = 100;
/** A process that was killed is taken over from by the job that it asked for before. */
const TAKE_OVER_SECONDS = 120;

type Payload = { communityId: string; batchId: string };

/**
 * The job behind a bulk action and its undo: goes on where it stands, a hundred members at a time, each of them once
 * however often it runs or is interrupted.
 */
export async function runBulk(services: Services, payload: Payload): Promise<void> {
	const community = await services.directory.byId(payload.communityId);
	if (!community) return;
	const db = services.communityDb(community);
	const batch = await batchById(db, 'bulk', payload.batchId).executeTakeFirst();
	if (!batch) return;
	const task = BulkTask.parse(batch.task);
	for (let isMore = true; isMore;) {
		const ctx = await createJobContext(services, community, 'run-bulk', task);
		await askForSuccessor(services, payload);
		isMore = await runPage(ctx, payload.batchId, task);
	}
}

async function askForSuccessor(services: Services, payload: Payload): Promise<void> {
	const now = services.clock.now();
	const runAt = addSeconds(now, TAKE_OVER_SECONDS);
	const key = `run-bulk:${payload.communityId}:${payload.batchId}`;
	await requestJob(services.platform, 'run-bulk', payload, { key, now, runAt });
}

async function runPage(ctx: CommunityContext, batchId: string, task: BulkTask): Promise<boolean> {
	ctx.authorize('administer', 'Member');
	const signedOut: string[] = [];
	const isMore = await ctx.transaction(async (tx) => {
		const batch = await lockBatch(tx.db, batchId).executeTakeFirst();
		const state = batch?.state as BatchState | undefined;
		if (!batch || (state !== 'waiting' && state !== 'running' && state !== 'undoing')) return false;
		if (state === 'waiting' && batch.undoUntil && batch.undoUntil > soon(ctx)) return false;
		const isUndo = state === 'undoing';
		const items = await (isUndo ? itemsToUndo : itemsToDo)(tx.db, batchId, PAGE).execute();
		if (items.length === 0) await finish(ctx, tx, batchId, { task, isUndo });
		if (items.length === 0) return false;
		const settled: ItemResult[] = [];
		for (const item of items)
			settled.push(await settle(ctx, tx, task, item, { isUndo, signedOut }));
		await settleItems(tx.db, batchId, settled).execute();
		await count(tx, batch, settled, isUndo);
		return true;
	});
	for (const userId of signedOut) await dropSessions(ctx, userId);
	return isMore;
}

async function count(
	tx: CommunityTransaction,
	batch: { id: string; done: number; results: unknown },
	settled: readonly ItemResult[],
	isUndo: boolean,
): Promise<void> {
	const results = BulkResults.parse(batch.results);
	for (const { outcome } of settled) if (!isUndo) results[outcome as keyof BulkResults] += 1;
	const done = Math.max(0, batch.done + (isUndo ? -settled.length : settled.length));
	const started = !isUndo && ({ state: 'running', undoUntil: null } as const);
	await updateBatch(tx.db, batch.id, { results, done, ...started }).execute();
}

/** The queue's clock may be a little ahead of this process's. */
const soon = ({ clock }: CommunityContext) => addSeconds(clock.now(), 30);

async function finish(
	{ clock }: CommunityContext,
	tx: CommunityTransaction,
	batchId: string,
	{ task, isUndo }: { task: BulkTask; isUndo: boolean },
): Promise<void> {
	const isOver = isUndo || isFinal(task.action);
	const undoUntil = isOver ? null : addSeconds(clock.now(), UNDO_MINUTES * 60);
	await updateBatch(tx.db, batchId, { state: isUndo ? 'undone' : 'done', undoUntil }).execute();
}

type Item = { position: number; memberId: string | null; before: unknown };

async function settle(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ action, rank }: BulkTask,
	{ position, memberId, before }: Item,
	{ isUndo, signedOut }: { isUndo: boolean; signedOut: string[] },
): Promise<ItemResult> {
	const evenRemoved = isUndo && action.kind === 'ban';
	const member = memberId && (await memberIfBelow(ctx, tx, memberId, { rank, evenRemoved }));
	if (!member) return { position, outcome: isUndo ? 'undone' : 'passed', before: null };
	const { apply, revert } = doingOf(action.kind);
	if (isUndo) {
		await revert(ctx, tx, member, action, Object(before) as Record<string, unknown>);
		return { position, outcome: 'undone', before: null };
	}
	const outcome = await apply(ctx, tx, member, action).catch(passOver);
	if (outcome === 'unchanged' || outcome === 'passed') return { position, outcome, before: null };
	if (isOut(action) && member.userId) signedOut.push(member.userId);
	return { position, outcome: 'changed', before: outcome };
}

const isOut = (action: BulkAction) =>
	action.kind === 'remove' ||
	action.kind === 'ban' ||
	(action.kind === 'restrict' && action.as === 'suspended');

/** Who meanwhile became what this is not done to is passed over; a fault stops the page. */
function passOver(error: unknown): 'passed' {
	if (error instanceof AppError) return 'passed';
	throw error;
}
