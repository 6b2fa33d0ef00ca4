import type { Domain } from '../domain.ts';
import { questionsConsumers } from './questions.consumers.ts';
import { questionsEvents } from './questions.events.ts';
import { questionsPolicy } from './questions.policy.ts';
import { questionsRouter } from './questions.router.ts';

export const questions = {
	router: questionsRouter,
	policy: questionsPolicy,
	events: questionsEvents,
	consumers: questionsConsumers,
} as const satisfies Domain;
