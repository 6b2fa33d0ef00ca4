import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { banMember } from './ban-member.ts';
import { liftRestriction } from './lift-restriction.ts';
import { restrictMember } from './restrict-member.ts';
import { BanMember, LiftRestriction, RestrictMember } from './restrictions.schema.ts';

export const restrictionsRouter = communityRouter({
	restrict: communityProcedure
		.input(RestrictMember)
		.output(z.void())
		.mutation(({ ctx, input }) => restrictMember(ctx, input)),
	ban: communityProcedure
		.input(BanMember)
		.output(z.void())
		.mutation(({ ctx, input }) => banMember(ctx, input)),
	lift: communityProcedure
		.input(LiftRestriction)
		.output(z.void())
		.mutation(({ ctx, input }) => liftRestriction(ctx, input)),
});
