import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { readRota } from './read-rota.ts';
import { Rota, SaveRota } from './rota.schema.ts';
import { saveRota } from './save-rota.ts';

export const rotaRouter = communityRouter({
	read: communityProcedure.output(Rota).query(({ ctx }) => readRota(ctx)),
	save: communityProcedure
		.input(SaveRota)
		.output(z.strictObject({ version: z.int() }))
		.mutation(({ ctx, input }) => saveRota(ctx, input)),
});
