import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { communityProcedure, communityRouter } from '../trpc.ts';
import {
	AffiliatePage,
	AffiliateRef,
	AffiliateRow,
	AffiliatesView,
	CommissionPage,
	DecideAffiliate,
	DecideCommissions,
	FollowLink,
	InviteAffiliate,
	ListAffiliates,
	ListCommissions,
	ListReferrals,
	OwnAffiliate,
	OwnCommissions,
	ReferralPage,
} from './affiliates.schema.ts';
import { decideCommissions } from './decide-commissions.ts';
import { exportOwed, listOwed, listPayouts, payOut, undoPayout } from './pay-out.ts';
import { ListPayouts, Owed, PayOut, PayoutPage, PayoutRef, UndoPayout } from './payouts.schema.ts';
import { readProgramme, saveProgramme } from './programme.ts';
import { ProgrammeView } from './programme.schema.ts';
import {
	listAffiliates,
	listCommissions,
	listOwnCommissions,
	listReferrals,
	readAffiliate,
	readOwn,
} from './read-affiliates.ts';
import { decideAffiliate, inviteAffiliate, joinProgramme } from './take-part.ts';
import { followLink } from './via.ts';

export const affiliatesRouter = communityRouter({
	follow: communityProcedure
		.input(FollowLink)
		.output(z.void())
		.mutation(({ ctx, input }) => followLink(ctx, input)),
	own: communityProcedure.output(OwnAffiliate).query(({ ctx }) => readOwn(ctx)),
	ownCommissions: communityProcedure
		.input(PageInput)
		.output(OwnCommissions)
		.query(({ ctx, input }) => listOwnCommissions(ctx, input)),
	join: communityProcedure.output(z.void()).mutation(({ ctx }) => joinProgramme(ctx)),
	programme: communityProcedure.output(AffiliatesView).query(({ ctx }) => readProgramme(ctx)),
	saveProgramme: communityProcedure
		.input(ProgrammeView)
		.output(ProgrammeView)
		.mutation(({ ctx, input }) => saveProgramme(ctx, input)),
	list: communityProcedure
		.input(ListAffiliates)
		.output(AffiliatePage)
		.query(({ ctx, input }) => listAffiliates(ctx, input)),
	get: communityProcedure
		.input(AffiliateRef)
		.output(AffiliateRow)
		.query(({ ctx, input }) => readAffiliate(ctx, input)),
	invite: communityProcedure
		.input(InviteAffiliate)
		.output(AffiliateRef)
		.mutation(({ ctx, input }) => inviteAffiliate(ctx, input)),
	decide: communityProcedure
		.input(DecideAffiliate)
		.output(z.void())
		.mutation(({ ctx, input }) => decideAffiliate(ctx, input)),
	referrals: communityProcedure
		.input(ListReferrals)
		.output(ReferralPage)
		.query(({ ctx, input }) => listReferrals(ctx, input)),
	commissions: communityProcedure
		.input(ListCommissions)
		.output(CommissionPage)
		.query(({ ctx, input }) => listCommissions(ctx, input)),
	decideCommissions: communityProcedure
		.input(DecideCommissions)
		.output(z.void())
		.mutation(({ ctx, input }) => decideCommissions(ctx, input)),
	owed: communityProcedure.output(z.array(Owed)).query(({ ctx }) => listOwed(ctx)),
	exportOwed: communityProcedure.output(z.array(Owed)).mutation(({ ctx }) => exportOwed(ctx)),
	payouts: communityProcedure
		.input(ListPayouts)
		.output(PayoutPage)
		.query(({ ctx, input }) => listPayouts(ctx, input)),
	payOut: communityProcedure
		.input(PayOut)
		.output(PayoutRef)
		.mutation(({ ctx, input }) => payOut(ctx, input)),
	undoPayout: communityProcedure
		.input(UndoPayout)
		.output(z.void())
		.mutation(({ ctx, input }) => undoPayout(ctx, input)),
});
