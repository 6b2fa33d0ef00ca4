import * as z from 'zod';
import { WelcomeStep } from './onboarding.schema.ts';

export const onboardingEvents = {
	'onboarding.changed': { live: false, payload: z.strictObject({ version: z.int() }) },
	'onboarding.answered': { live: false, payload: z.strictObject({ memberId: z.uuid() }) },
	'onboarding.step_done': {
		live: false,
		payload: z.strictObject({ memberId: z.uuid(), step: WelcomeStep }),
	},
} as const;
