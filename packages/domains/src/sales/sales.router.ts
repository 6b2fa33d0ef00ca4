import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { buyMembership } from './buy-membership.ts';
import { changePlan, previewChange } from './change-plan.ts';
import {
	cancelMembership,
	keepMembership,
	pauseMembership,
	resumeMembership,
} from './end-membership.ts';
import { checkPurchase, invoicesOf, openPortal } from './read-sales.ts';
import { readRevenue } from './read-revenue.ts';
import { listEntries, refundPayment } from './refund-payment.ts';
import { acceptOffer, retentionOffer } from './retain-membership.ts';
import { Revenue, RevenueRange } from './revenue.schema.ts';
import {
	AcceptOffer,
	BuyMembership,
	CancelMembership,
	ChangePlan,
	ChangePreview,
	Checkout,
	ConfirmChange,
	Elsewhere,
	Invoice,
	KeepingOffer,
	LedgerEntry,
	PauseMembership,
	PurchaseRef,
	PurchaseState,
	RefundPayment,
} from './sales.schema.ts';

export const salesRouter = communityRouter({
	buy: communityProcedure
		.input(BuyMembership)
		.output(Checkout)
		.mutation(({ ctx, input }) => buyMembership(ctx, input)),
	check: communityProcedure
		.input(PurchaseRef)
		.output(PurchaseState)
		.mutation(({ ctx, input }) => checkPurchase(ctx, input)),
	previewChange: communityProcedure
		.input(ChangePlan)
		.output(ChangePreview)
		.mutation(({ ctx, input }) => previewChange(ctx, input)),
	change: communityProcedure
		.input(ConfirmChange)
		.output(z.void())
		.mutation(({ ctx, input }) => changePlan(ctx, input)),
	cancel: communityProcedure
		.input(CancelMembership)
		.output(z.void())
		.mutation(({ ctx, input }) => cancelMembership(ctx, input)),
	retention: communityProcedure
		.input(PurchaseRef)
		.output(KeepingOffer.nullable())
		.query(({ ctx, input }) => retentionOffer(ctx, input)),
	acceptOffer: communityProcedure
		.input(AcceptOffer)
		.output(z.void())
		.mutation(({ ctx, input }) => acceptOffer(ctx, input)),
	keep: communityProcedure
		.input(PurchaseRef)
		.output(z.void())
		.mutation(({ ctx, input }) => keepMembership(ctx, input)),
	pause: communityProcedure
		.input(PauseMembership)
		.output(z.void())
		.mutation(({ ctx, input }) => pauseMembership(ctx, input)),
	resume: communityProcedure
		.input(PurchaseRef)
		.output(z.void())
		.mutation(({ ctx, input }) => resumeMembership(ctx, input)),
	invoices: communityProcedure
		.input(PurchaseRef)
		.output(z.array(Invoice))
		.query(({ ctx, input }) => invoicesOf(ctx, input)),
	portal: communityProcedure
		.input(PurchaseRef)
		.output(Elsewhere)
		.mutation(({ ctx, input }) => openPortal(ctx, input)),
	entries: communityProcedure
		.input(PurchaseRef)
		.output(z.array(LedgerEntry))
		.query(({ ctx, input }) => listEntries(ctx, input)),
	revenue: communityProcedure
		.input(RevenueRange)
		.output(Revenue)
		.query(({ ctx, input }) => readRevenue(ctx, input)),
	refund: communityProcedure
		.input(RefundPayment)
		.output(z.void())
		.mutation(({ ctx, input }) => refundPayment(ctx, input)),
});
