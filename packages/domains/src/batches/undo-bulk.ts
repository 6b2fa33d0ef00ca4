import { requestJob } from '@kith/db/jobs';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { lockBatch, updateBatch } from './batches.queries.ts';
import { BulkTask, isFinal, type BatchRef } from './batches.schema.ts';

/**
 * Takes back what a bulk action changed, and nothing that somebody changed after it; what has not begun never does, what
 * runs stops. Throws `batches.not_found`, and `batches.too_late` ten minutes after it was done.
 */
export async function undoBulk(ctx: CommunityContext, { batchId }: BatchRef): Promise<void> {
	ctx.authorize('administer', 'Member');
	const now = ctx.clock.now();
	await ctx.transaction(async (tx) => {
		const batch = await lockBatch(tx.db, batchId).executeTakeFirst();
		if (batch?.kind !== 'bulk') throw new NotFoundError('batches.not_found');
		if (batch.state === 'undoing' || batch.state === 'undone') return;
		const { action } = BulkTask.parse(batch.task);
		const target = { kind: 'bulk', id: batchId, label: action.kind };
		if (batch.state === 'waiting' && batch.undoUntil && batch.undoUntil > now) {
			tx.audit({ action: 'bulk.undone', target });
			await updateBatch(tx.db, batchId, { state: 'undone', undoUntil: null }).execute();
			return;
		}
		const isOpen = batch.undoUntil !== null && batch.undoUntil > now;
		if (isFinal(action) || (batch.state !== 'running' && !isOpen))
			throw new ConflictError('batches.too_late');
		tx.audit({ action: 'bulk.undone', target });
		await updateBatch(tx.db, batchId, { state: 'undoing', undoUntil: null }).execute();
		const payload = { communityId: ctx.community.id, batchId };
		await requestJob(tx.db, 'run-bulk', payload, { now, queue: `bulk:${payload.communityId}` });
	});
}
