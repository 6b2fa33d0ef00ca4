import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { fileFacts } from './file-facts.ts';
import { FileFacts, FileId, StorageLimits, StorageReport } from './media.schema.ts';
import { limitStorage, readStorage } from './storage.ts';

export const mediaRouter = communityRouter({
	file: communityProcedure
		.input(FileId)
		.output(FileFacts)
		.query(({ ctx, input }) => fileFacts(ctx, input)),
	storage: communityProcedure.output(StorageReport).query(({ ctx }) => readStorage(ctx)),
	limitStorage: communityProcedure
		.input(StorageLimits)
		.output(z.void())
		.mutation(({ ctx, input }) => limitStorage(ctx, input)),
});
