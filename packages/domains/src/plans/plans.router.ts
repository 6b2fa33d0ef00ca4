import * as z from 'zod';
import { platformProcedure, platformRouter } from '../trpc.ts';
import { checkOut, openPortal, readPlanAgain } from './buy-plan.ts';
import { cancelPlan, keepPlan } from './cancel-plan.ts';
import { changePlan, previewChange } from './change-plan.ts';
import {
	BuyPlan,
	CancelPlan,
	ChangePlan,
	ChoosePlan,
	InvoiceView,
	OfOrganization,
	PlanUrl,
	PlanView,
	Preview,
} from './plans.schema.ts';
import { listInvoices, readPlan } from './read-plan.ts';

export const plansRouter = platformRouter({
	current: platformProcedure
		.input(OfOrganization)
		.output(PlanView)
		.query(({ ctx, input }) => readPlan(ctx, input)),
	readAgain: platformProcedure
		.input(OfOrganization)
		.output(z.void())
		.mutation(({ ctx, input }) => readPlanAgain(ctx, input)),
	preview: platformProcedure
		.input(ChoosePlan)
		.output(Preview)
		.query(({ ctx, input }) => previewChange(ctx, input)),
	checkOut: platformProcedure
		.input(BuyPlan)
		.output(PlanUrl)
		.mutation(({ ctx, input }) => checkOut(ctx, input)),
	change: platformProcedure
		.input(ChangePlan)
		.output(z.void())
		.mutation(({ ctx, input }) => changePlan(ctx, input)),
	cancel: platformProcedure
		.input(CancelPlan)
		.output(z.void())
		.mutation(({ ctx, input }) => cancelPlan(ctx, input)),
	keep: platformProcedure
		.input(OfOrganization)
		.output(z.void())
		.mutation(({ ctx, input }) => keepPlan(ctx, input)),
	invoices: platformProcedure
		.input(OfOrganization)
		.output(z.array(InvoiceView))
		.query(({ ctx, input }) => listInvoices(ctx, input)),
	openPortal: platformProcedure
		.input(OfOrganization)
		.output(PlanUrl)
		.mutation(({ ctx, input }) => openPortal(ctx, input)),
});
