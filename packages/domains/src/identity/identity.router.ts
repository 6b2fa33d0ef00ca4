import * as z from 'zod';
import { communityProcedure, communityRouter, platformProcedure, platformRouter } from '../trpc.ts';
import {
	OpenSession,
	RequestCode,
	RevokeSession,
	SetPassword,
	SignInResult,
	SignInWithCode,
	SignInWithPassword,
	Viewer,
} from './identity.schema.ts';
import { requestCode, requestStaffCode } from './request-code.ts';
import {
	listSessions,
	revokeSession,
	setPassword,
	signOut,
	signOutEverywhere,
	signOutStaff,
} from './sessions.ts';
import {
	signInStaffWithCode,
	signInStaffWithPassword,
	signInWithCode,
	signInWithPassword,
} from './sign-in.ts';

export const identityRouter = communityRouter({
	viewer: communityProcedure.output(Viewer.nullable()).query(({ ctx }) => ctx.viewer),
	requestCode: communityProcedure
		.input(RequestCode)
		.output(z.void())
		.mutation(({ ctx, input }) => requestCode(ctx, input)),
	signInWithCode: communityProcedure
		.input(SignInWithCode)
		.output(SignInResult)
		.mutation(({ ctx, input }) => signInWithCode(ctx, input)),
	signInWithPassword: communityProcedure
		.input(SignInWithPassword)
		.output(SignInResult)
		.mutation(({ ctx, input }) => signInWithPassword(ctx, input)),
	sessions: communityProcedure.output(z.array(OpenSession)).query(({ ctx }) => listSessions(ctx)),
	revokeSession: communityProcedure
		.input(RevokeSession)
		.output(z.void())
		.mutation(({ ctx, input }) => revokeSession(ctx, input)),
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
});

export const staffIdentityRouter = platformRouter({
	me: platformProcedure
		.output(StaffView.nullable())
		.query(({ ctx }) => ctx.staff && { ...ctx.staff, organizations: [...ctx.staff.organizations] }),
	requestCode: platformProcedure
		.input(RequestCode)
		.output(z.void())
		.mutation(({ ctx, input }) => requestStaffCode(ctx, input)),
	signInWithCode: platformProcedure
		.input(SignInWithCode)
		.output(z.void())
		.mutation(({ ctx, input }) => signInStaffWithCode(ctx, input)),
	signInWithPassword: platformProcedure
		.input(SignInWithPassword)
		.output(z.void())
		.mutation(({ ctx, input }) => signInStaffWithPassword(ctx, input)),
	signOut: platformProcedure.output(z.void()).mutation(({ ctx }) => signOutStaff(ctx)),
});
