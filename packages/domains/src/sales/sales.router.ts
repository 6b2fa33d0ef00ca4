import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { buyMembership } from './buy-membership.ts';
import {
	changeForMember,
	endForMember,
	previewForMember,
	resendReceipt,
} from './care-for-membership.ts';
import {
	Care,
	ChangeForMember,
	EndForMember,
	ExtendForMember,
	ExtensionPreview,
	PreviewExtension,
	PreviewForMember,
	ResendReceipt,
} from './care.schema.ts';
import { changePlan, previewChange } from './change-plan.ts';
import {
	cancelMembership,
	keepMembership,
	pauseMembership,
	resumeMembership,
} from './end-membership.ts';
import { extendForMember, previewExtension } from './extend-for-member.ts';
import { Door, DoorNumbers } from './door.schema.ts';
import { readDoor, readDoorNumbers } from './door.ts';
import { answerDispute, listDisputes, listOpenDisputes } from './disputes.ts';
import { AnswerDispute, Dispute, OpenDispute } from './disputes.schema.ts';
import { listCreditNotes } from './credit-notes.ts';
import { LedgerFilter, LedgerPage, ListLedger } from './ledger.schema.ts';
import { readCare } from './read-care.ts';
import { exportLedger, listLedger } from './read-ledger.ts';
import { readOwed } from './read-owed.ts';
import { checkPurchase, invoicesOf, openPortal } from './read-sales.ts';
import { readRevenue } from './read-revenue.ts';
import { listEntries, refundPayment } from './refund-payment.ts';
import { acceptOffer, retentionOffer } from './retain-membership.ts';
import { Revenue, RevenueRange } from './revenue.schema.ts';
import { readTaxes, readTaxTerms, saveTaxes } from './save-taxes.ts';
import {
	AcceptOffer,
	BuyMembership,
	CancelMembership,
	ChangePlan,
	ChangePreview,
	Checkout,
	ConfirmChange,
	CreditNote,
	Elsewhere,
	Invoice,
	KeepingOffer,
	LedgerEntry,
	Owed,
	PauseMembership,
	PurchaseRef,
	PurchaseState,
	RefundPayment,
} from './sales.schema.ts';
import { SaveTaxes, TaxesView, TaxTerms } from './taxes.schema.ts';

export const salesRouter = communityRouter({
	buy: communityProcedure
		.input(BuyMembership)
		.output(Checkout)
		.mutation(({ ctx, input }) => buyMembership(ctx, input)),
	check: communityProcedure
		.input(PurchaseRef)
		.output(PurchaseState)
		.mutation(({ ctx, input }) => checkPurchase(ctx, input)),
	door: communityProcedure.output(Door.nullable()).query(({ ctx }) => readDoor(ctx)),
	doorNumbers: communityProcedure.output(DoorNumbers).query(({ ctx }) => readDoorNumbers(ctx)),
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
	creditNotes: communityProcedure
		.input(PurchaseRef)
		.output(z.array(CreditNote))
		.query(({ ctx, input }) => listCreditNotes(ctx, input)),
	taxTerms: communityProcedure.output(TaxTerms).query(({ ctx }) => readTaxTerms(ctx)),
	taxes: communityProcedure.output(TaxesView).query(({ ctx }) => readTaxes(ctx)),
	saveTaxes: communityProcedure
		.input(SaveTaxes)
		.output(z.strictObject({ version: z.int() }))
		.mutation(({ ctx, input }) => saveTaxes(ctx, input)),
	owed: communityProcedure.output(Owed.nullable()).query(({ ctx }) => readOwed(ctx)),
	care: communityProcedure
		.input(PurchaseRef)
		.output(Care)
		.query(({ ctx, input }) => readCare(ctx, input)),
	endFor: communityProcedure
		.input(EndForMember)
		.output(z.void())
		.mutation(({ ctx, input }) => endForMember(ctx, input)),
	previewFor: communityProcedure
		.input(PreviewForMember)
		.output(ChangePreview)
		.mutation(({ ctx, input }) => previewForMember(ctx, input)),
	changeFor: communityProcedure
		.input(ChangeForMember)
		.output(z.void())
		.mutation(({ ctx, input }) => changeForMember(ctx, input)),
	previewExtension: communityProcedure
		.input(PreviewExtension)
		.output(ExtensionPreview)
		.mutation(({ ctx, input }) => previewExtension(ctx, input)),
	extendFor: communityProcedure
		.input(ExtendForMember)
		.output(z.void())
		.mutation(({ ctx, input }) => extendForMember(ctx, input)),
	resendReceipt: communityProcedure
		.input(ResendReceipt)
		.output(z.void())
		.mutation(({ ctx, input }) => resendReceipt(ctx, input)),
	disputes: communityProcedure
		.input(PurchaseRef)
		.output(z.array(Dispute))
		.query(({ ctx, input }) => listDisputes(ctx, input)),
	openDisputes: communityProcedure
		.output(z.array(OpenDispute))
		.query(({ ctx }) => listOpenDisputes(ctx)),
	answerDispute: communityProcedure
		.input(AnswerDispute)
		.output(z.void())
		.mutation(({ ctx, input }) => answerDispute(ctx, input)),
	ledger: communityProcedure
		.input(ListLedger)
		.output(LedgerPage)
		.query(({ ctx, input }) => listLedger(ctx, input)),
	exportLedger: communityProcedure
		.input(LedgerFilter)
		.output(z.void())
		.mutation(({ ctx, input }) => exportLedger(ctx, input)),
	revenue: communityProcedure
		.input(RevenueRange)
		.output(Revenue)
		.query(({ ctx, input }) => readRevenue(ctx, input)),
	refund: communityProcedure
		.input(RefundPayment)
		.output(z.void())
		.mutation(({ ctx, input }) => refundPayment(ctx, input)),
});
