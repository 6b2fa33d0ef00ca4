import type { Domain } from '../domain.ts';
import { signupsRouter } from './signups.router.ts';

export const signups = {
	platformRouter: signupsRouter,
} as const satisfies Domain;
