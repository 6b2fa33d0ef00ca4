import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { acceptAnswer } from './accept-answer.ts';
import { AcceptAnswer, QuestionRef } from './questions.schema.ts';
import { withdrawAnswer } from './withdraw-answer.ts';

export const questionsRouter = communityRouter({
	accept: communityProcedure
		.input(AcceptAnswer)
		.output(z.void())
		.mutation(({ ctx, input }) => acceptAnswer(ctx, input)),
	withdraw: communityProcedure
		.input(QuestionRef)
		.output(z.void())
		.mutation(({ ctx, input }) => withdrawAnswer(ctx, input)),
});
