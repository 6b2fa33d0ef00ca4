import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { endMembership, extendMembership, giveMembership } from './give-membership.ts';
import {
	EndMembership,
	ExtendMembership,
	GiveMembership,
	ListMemberships,
	MembershipPage,
	MembershipRef,
	OwnMembership,
} from './memberships.schema.ts';
import { listMemberships, listOwn } from './read-memberships.ts';

export const membershipsRouter = communityRouter({
	list: communityProcedure
		.input(ListMemberships)
		.output(MembershipPage)
		.query(({ ctx, input }) => listMemberships(ctx, input)),
	mine: communityProcedure.output(z.array(OwnMembership)).query(({ ctx }) => listOwn(ctx)),
	give: communityProcedure
		.input(GiveMembership)
		.output(MembershipRef)
		.mutation(({ ctx, input }) => giveMembership(ctx, input)),
	extend: communityProcedure
		.input(ExtendMembership)
		.output(z.void())
		.mutation(({ ctx, input }) => extendMembership(ctx, input)),
	end: communityProcedure
		.input(EndMembership)
		.output(z.void())
		.mutation(({ ctx, input }) => endMembership(ctx, input)),
});
