import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { batchById, latestBatches } from './batches.queries.ts';
import {
	BulkResults,
	BulkTask,
	type Batch,
	type BatchRef,
	type BatchState,
} from './batches.schema.ts';

const LATEST = 10;

/** How far a bulk action is. Throws `batches.not_found`. */
export async function getBatch(ctx: CommunityContext, { batchId }: BatchRef): Promise<Batch> {
	ctx.authorize('administer', 'Member');
	const row = await batchById(ctx.db, 'bulk', batchId).executeTakeFirst();
	if (!row) throw new NotFoundError('batches.not_found');
	return toBatch(ctx, row);
}

/** The last bulk actions, newest first. */
export async function listBatches(ctx: CommunityContext): Promise<Batch[]> {
	ctx.authorize('administer', 'Member');
	const rows = await latestBatches(ctx.db, 'bulk', LATEST).execute();
	return rows.map((row) => toBatch(ctx, row));
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof batchById>['executeTakeFirst']>>>;

function toBatch({ clock }: CommunityContext, { task, results, ...row }: Row): Batch {
	const isOpen = row.undoUntil !== null && row.undoUntil > clock.now();
	return {
		...row,
		...BulkResults.parse(results),
		state: row.state as BatchState,
		action: BulkTask.parse(task).action,
		undoUntil: isOpen ? row.undoUntil : null,
	};
}
