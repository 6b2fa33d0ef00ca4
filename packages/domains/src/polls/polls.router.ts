import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { castBallot } from './cast-ballot.ts';
import { closePoll } from './close-poll.ts';
import { listVoters } from './list-voters.ts';
import { CastBallot, ListVoters, PollRef, Voter } from './polls.schema.ts';

export const pollsRouter = communityRouter({
	vote: communityProcedure
		.input(CastBallot)
		.output(z.void())
		.mutation(({ ctx, input }) => castBallot(ctx, input)),
	close: communityProcedure
		.input(PollRef)
		.output(z.void())
		.mutation(({ ctx, input }) => closePoll(ctx, input)),
	voters: communityProcedure
		.input(ListVoters)
		.output(z.strictObject({ items: z.array(Voter), nextCursor: z.string().nullable() }))
		.query(({ ctx, input }) => listVoters(ctx, input)),
});
