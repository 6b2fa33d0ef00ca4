import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { Batch, BatchRef, BulkPreview, PreviewBulk, StartBulk } from './batches.schema.ts';
import { getBatch, listBatches } from './read-batches.ts';
import { previewBulk, startBulk } from './start-bulk.ts';
import { undoBulk } from './undo-bulk.ts';

export const batchesRouter = communityRouter({
	preview: communityProcedure
		.input(PreviewBulk)
		.output(BulkPreview)
		.query(({ ctx, input }) => previewBulk(ctx, input)),
	start: communityProcedure
		.input(StartBulk)
		.output(z.void())
		.mutation(({ ctx, input }) => startBulk(ctx, input)),
	get: communityProcedure
		.input(BatchRef)
		.output(Batch)
		.query(({ ctx, input }) => getBatch(ctx, input)),
	list: communityProcedure.output(z.array(Batch)).query(({ ctx }) => listBatches(ctx)),
	undo: communityProcedure
		.input(BatchRef)
		.output(z.void())
		.mutation(({ ctx, input }) => undoBulk(ctx, input)),
});
