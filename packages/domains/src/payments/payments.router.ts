import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { connectPayments, continueOnboarding, openDashboard } from './connect-payments.ts';
import { disconnectPayments, planDisconnect } from './disconnect-payments.ts';
import {
	ConnectPayments,
	DisconnectPlan,
	Elsewhere,
	PaymentRights,
	PaymentsView,
	Payouts,
} from './payments.schema.ts';
import { readPayouts } from './read-payouts.ts';
import { readPayments, readPaymentsAgain, rightsOf } from './read-payments.ts';

export const paymentsRouter = communityRouter({
	rights: communityProcedure.output(PaymentRights).query(({ ctx }) => rightsOf(ctx)),
	get: communityProcedure.output(PaymentsView).query(({ ctx }) => readPayments(ctx)),
	payouts: communityProcedure.output(Payouts).query(({ ctx }) => readPayouts(ctx)),
	readAgain: communityProcedure.output(PaymentsView).mutation(({ ctx }) => readPaymentsAgain(ctx)),
	connect: communityProcedure
		.input(ConnectPayments)
		.output(Elsewhere)
		.mutation(({ ctx, input }) => connectPayments(ctx, input)),
	continue: communityProcedure.output(Elsewhere).mutation(({ ctx }) => continueOnboarding(ctx)),
	openDashboard: communityProcedure.output(Elsewhere).mutation(({ ctx }) => openDashboard(ctx)),
	planDisconnect: communityProcedure.output(DisconnectPlan).query(({ ctx }) => planDisconnect(ctx)),
	disconnect: communityProcedure.output(z.void()).mutation(({ ctx }) => disconnectPayments(ctx)),
});
