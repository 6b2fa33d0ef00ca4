import * as z from 'zod';
import { platformProcedure, platformRouter } from '../trpc.ts';
import { checkAddress } from './check-address.ts';
import { chooseCommunity } from './choose-community.ts';
import { chooseAccess, chooseLook, tryLook } from './choose-look.ts';
import { goLive } from './go-live.ts';
import { currentSignup, readSignup, startSignup, templateChoices } from './read-signup.ts';
import {
	CheckAddress,
	ChooseAccess,
	ChooseCommunity,
	ChooseLook,
	Signup,
	SignupRef,
	SlugAnswer,
	TemplateChoice,
} from './signups.schema.ts';

export const signupsRouter = platformRouter({
	templates: platformProcedure
		.input(z.strictObject({ locale: z.string().max(16) }))
		.output(z.array(TemplateChoice))
		.query(({ ctx, input }) => templateChoices(ctx, input.locale)),
	current: platformProcedure.output(Signup.nullable()).query(({ ctx }) => currentSignup(ctx)),
	start: platformProcedure.output(Signup).mutation(({ ctx }) => startSignup(ctx)),
	get: platformProcedure
		.input(SignupRef)
		.output(Signup)
		.query(({ ctx, input }) => readSignup(ctx, input)),
	checkSlug: platformProcedure
		.input(CheckAddress)
		.output(SlugAnswer)
		.query(({ ctx, input }) => checkAddress(ctx, input)),
	chooseCommunity: platformProcedure
		.input(ChooseCommunity)
		.output(Signup)
		.mutation(({ ctx, input }) => chooseCommunity(ctx, input)),
	tryLook: platformProcedure
		.input(ChooseLook)
		.output(z.void())
		.mutation(({ ctx, input }) => tryLook(ctx, input)),
	chooseLook: platformProcedure
		.input(ChooseLook)
		.output(Signup)
		.mutation(({ ctx, input }) => chooseLook(ctx, input)),
	chooseAccess: platformProcedure
		.input(ChooseAccess)
		.output(Signup)
		.mutation(({ ctx, input }) => chooseAccess(ctx, input)),
	goLive: platformProcedure
		.input(SignupRef)
		.output(z.strictObject({ url: z.string() }))
		.mutation(({ ctx, input }) => goLive(ctx, input)),
});
