import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { readReplies } from './read-replies.ts';
import { SaveReplies } from './replies.schema.ts';
import { saveReplies } from './save-replies.ts';

export const repliesRouter = communityRouter({
	list: communityProcedure.output(SaveReplies).query(({ ctx }) => readReplies(ctx)),
	save: communityProcedure
		.input(SaveReplies)
		.output(z.strictObject({ version: z.int() }))
		.mutation(({ ctx, input }) => saveReplies(ctx, input)),
});
