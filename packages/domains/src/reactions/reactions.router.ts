import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { react } from './react.ts';
import { React } from './reactions.schema.ts';

export const reactionsRouter = communityRouter({
	set: communityProcedure
		.input(React)
		.output(z.void())
		.mutation(({ ctx, input }) => react(ctx, input)),
});
