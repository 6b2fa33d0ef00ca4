import type { Domain } from '../domain.ts';
import { onboardingEvents } from './onboarding.events.ts';
import { onboardingRouter } from './onboarding.router.ts';

export const onboarding = {
	router: onboardingRouter,
	events: onboardingEvents,
} as const satisfies Domain;
