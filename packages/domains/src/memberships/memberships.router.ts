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
	MembershipRow,
	OwnMembership,
} from './memberships.schema.ts';
import { listMemberships, listOwn, readMembership } from './read-memberships.ts';

export const membershipsRouter = communityRouter({
	list: communityProcedure
		.input(ListMemberships)
		.output(MembershipPage)
		.query(({ ctx, input }) => listMemberships(ctx, input)),
	get: communityProcedure
		.input(MembershipRef)
		.output(MembershipRow)
		.query(({ ctx, input }) => readMembership(ctx, input)),
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
