import * as z from 'zod';
import type { Staff } from '../context.ts';
import { passkeyChallenge } from '../factors/index.ts';
import { PasskeyOptions } from '../factors/factors.schema.ts';
import { communityProcedure, communityRouter, platformProcedure, platformRouter } from '../trpc.ts';
import { changeAddress } from './change-address.ts';
import { confirm, readConfirmation, requestConfirmation } from './confirm.ts';
import {
	ChangeAddress,
	Confirm,
	Confirmation,
	OpenSession,
	ProofChallenge,
	RequestAddress,
	RequestCode,
	RevokeSession,
	SecondProof,
	SecondStep,
	SetPassword,
	SignInResult,
	SignInWithCode,
	SignInWithPasskey,
	SignInWithPassword,
	StaffSignInResult,
	Viewer,
} from './identity.schema.ts';
import { readProofChallenge } from './proof-of-work.ts';
import { requestAddress } from './request-address.ts';
import { requestCode, requestStaffCode } from './request-code.ts';
import { leaveSecondStep, readSecondStep } from './second-step.ts';
import {
	listSessions,
	revokeOtherSessions,
	revokeSession,
	setPassword,
	signOut,
	signOutEverywhere,
} from './sessions.ts';
import {
	signInStaffWithCode,
	signInStaffWithPasskey,
	signInStaffWithPassword,
	signInStaffWithSecond,
	signInWithCode,
	signInWithPasskey,
	signInWithPassword,
	signInWithSecond,
} from './sign-in.ts';

export const identityRouter = communityRouter({
	viewer: communityProcedure.output(Viewer.nullable()).query(({ ctx }) => ctx.viewer),
	requestCode: communityProcedure
		.input(RequestCode)
		.output(z.void())
		.mutation(({ ctx, input }) => requestCode(ctx, input)),
	proofChallenge: communityProcedure
		.output(ProofChallenge.nullable())
		.query(({ ctx }) => readProofChallenge(ctx)),
	signInWithCode: communityProcedure
		.input(SignInWithCode)
		.output(SignInResult)
		.mutation(({ ctx, input }) => signInWithCode(ctx, input)),
	signInWithPassword: communityProcedure
		.input(SignInWithPassword)
		.output(SignInResult)
		.mutation(({ ctx, input }) => signInWithPassword(ctx, input)),
	passkeyChallenge: communityProcedure
		.output(PasskeyOptions)
		.query(({ ctx }) => passkeyChallenge(ctx)),
	signInWithPasskey: communityProcedure
		.input(SignInWithPasskey)
		.output(SignInResult)
		.mutation(({ ctx, input }) => signInWithPasskey(ctx, input)),
	secondStep: communityProcedure
		.output(SecondStep.nullable())
		.query(({ ctx }) => readSecondStep(ctx)),
	signInWithSecond: communityProcedure
		.input(SecondProof)
		.output(SignInResult)
		.mutation(({ ctx, input }) => signInWithSecond(ctx, input)),
	leaveSecondStep: communityProcedure.output(z.void()).mutation(({ ctx }) => leaveSecondStep(ctx)),
	confirmation: communityProcedure.output(Confirmation).query(({ ctx }) => readConfirmation(ctx)),
	requestConfirmation: communityProcedure
		.output(z.void())
		.mutation(({ ctx }) => requestConfirmation(ctx)),
	confirm: communityProcedure
		.input(Confirm)
		.output(z.void())
		.mutation(({ ctx, input }) => confirm(ctx, input)),
	requestAddress: communityProcedure
		.input(RequestAddress)
		.output(z.void())
		.mutation(({ ctx, input }) => requestAddress(ctx, input)),
	changeAddress: communityProcedure
		.input(ChangeAddress)
		.output(z.void())
		.mutation(({ ctx, input }) => changeAddress(ctx, input)),
	sessions: communityProcedure.output(z.array(OpenSession)).query(({ ctx }) => listSessions(ctx)),
	revokeSession: communityProcedure
		.input(RevokeSession)
		.output(z.void())
		.mutation(({ ctx, input }) => revokeSession(ctx, input)),
	revokeOtherSessions: communityProcedure
		.output(z.void())
		.mutation(({ ctx }) => revokeOtherSessions(ctx)),
	signOut: communityProcedure.output(z.void()).mutation(({ ctx }) => signOut(ctx)),
	signOutEverywhere: communityProcedure
		.output(z.void())
		.mutation(({ ctx }) => signOutEverywhere(ctx)),
	setPassword: communityProcedure
		.input(SetPassword)
		.output(z.void())
		.mutation(({ ctx, input }) => setPassword(ctx, input)),
});

const StaffView = z.strictObject({
	id: z.uuid(),
	email: z.string(),
	name: z.string(),
	organizations: z.array(
		z.strictObject({
			id: z.uuid(),
			name: z.string(),
			role: z.enum(['owner', 'admin', 'billing', 'analyst']),
		}),
	),
	hasSecondFactor: z.boolean(),
});

const viewOf = ({ id, email, name, organizations, hasSecondFactor }: Staff) => ({
	...{ id, email, name, hasSecondFactor },
	organizations: [...organizations],
});

export const staffIdentityRouter = platformRouter({
	me: platformProcedure
		.output(StaffView.nullable())
		.query(({ ctx }) => ctx.staff && viewOf(ctx.staff)),
	requestCode: platformProcedure
		.input(RequestCode)
		.output(z.void())
		.mutation(({ ctx, input }) => requestStaffCode(ctx, input)),
	proofChallenge: platformProcedure
		.output(ProofChallenge.nullable())
		.query(({ ctx }) => readProofChallenge(ctx)),
	signInWithCode: platformProcedure
		.input(SignInWithCode)
		.output(StaffSignInResult)
		.mutation(({ ctx, input }) => signInStaffWithCode(ctx, input)),
	signInWithPassword: platformProcedure
		.input(SignInWithPassword)
		.output(StaffSignInResult)
		.mutation(({ ctx, input }) => signInStaffWithPassword(ctx, input)),
	passkeyChallenge: platformProcedure
		.output(PasskeyOptions)
		.query(({ ctx }) => passkeyChallenge(ctx)),
	signInWithPasskey: platformProcedure
		.input(SignInWithPasskey)
		.output(z.void())
		.mutation(({ ctx, input }) => signInStaffWithPasskey(ctx, input)),
	secondStep: platformProcedure
		.output(SecondStep.nullable())
		.query(({ ctx }) => readSecondStep(ctx)),
	signInWithSecond: platformProcedure
		.input(SecondProof)
		.output(z.void())
		.mutation(({ ctx, input }) => signInStaffWithSecond(ctx, input)),
	leaveSecondStep: platformProcedure.output(z.void()).mutation(({ ctx }) => leaveSecondStep(ctx)),
	confirmation: platformProcedure.output(Confirmation).query(({ ctx }) => readConfirmation(ctx)),
	requestConfirmation: platformProcedure
		.output(z.void())
		.mutation(({ ctx }) => requestConfirmation(ctx)),
	confirm: platformProcedure
		.input(Confirm)
		.output(z.void())
		.mutation(({ ctx, input }) => confirm(ctx, input)),
	requestAddress: platformProcedure
		.input(RequestAddress)
		.output(z.void())
		.mutation(({ ctx, input }) => requestAddress(ctx, input)),
	changeAddress: platformProcedure
		.input(ChangeAddress)
		.output(z.void())
		.mutation(({ ctx, input }) => changeAddress(ctx, input)),
	sessions: platformProcedure.output(z.array(OpenSession)).query(({ ctx }) => listSessions(ctx)),
	revokeSession: platformProcedure
		.input(RevokeSession)
		.output(z.void())
		.mutation(({ ctx, input }) => revokeSession(ctx, input)),
	revokeOtherSessions: platformProcedure
		.output(z.void())
		.mutation(({ ctx }) => revokeOtherSessions(ctx)),
	signOut: platformProcedure.output(z.void()).mutation(({ ctx }) => signOut(ctx)),
	signOutEverywhere: platformProcedure
		.output(z.void())
		.mutation(({ ctx }) => signOutEverywhere(ctx)),
	setPassword: platformProcedure
		.input(SetPassword)
		.output(z.void())
		.mutation(({ ctx, input }) => setPassword(ctx, input)),
});
