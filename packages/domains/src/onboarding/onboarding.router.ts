import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { finishStep, hideFirstSteps } from './finish-step.ts';
import { giveAnswers } from './give-answers.ts';
import {
	EditedOnboarding,
	FinishStep,
	FirstSteps,
	Funnel,
	GiveAnswers,
	HideFirstSteps,
	OnboardingSettings,
	Welcome,
} from './onboarding.schema.ts';
import { getFirstSteps, getFunnel, getWelcome } from './read-welcome.ts';
import { getOnboarding, saveOnboarding } from './save-onboarding.ts';

export const onboardingRouter = communityRouter({
	settings: communityProcedure.output(EditedOnboarding).query(({ ctx }) => getOnboarding(ctx)),
	save: communityProcedure
		.input(OnboardingSettings)
		.output(OnboardingSettings)
		.mutation(({ ctx, input }) => saveOnboarding(ctx, input)),
	welcome: communityProcedure.output(Welcome).query(({ ctx }) => getWelcome(ctx)),
	answer: communityProcedure
		.input(GiveAnswers)
		.output(z.void())
		.mutation(({ ctx, input }) => giveAnswers(ctx, input)),
	finishStep: communityProcedure
		.input(FinishStep)
		.output(z.void())
		.mutation(({ ctx, input }) => finishStep(ctx, input)),
	firstSteps: communityProcedure.output(FirstSteps).query(({ ctx }) => getFirstSteps(ctx)),
	hideFirstSteps: communityProcedure
		.input(HideFirstSteps)
		.output(z.void())
		.mutation(({ ctx, input }) => hideFirstSteps(ctx, input)),
	funnel: communityProcedure.output(Funnel).query(({ ctx }) => getFunnel(ctx)),
});
