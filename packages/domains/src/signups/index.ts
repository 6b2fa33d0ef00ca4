import type { Domain } from '../domain.ts';
import { openCommunity } from './open-community.ts';
import { signupsRouter } from './signups.router.ts';

export const signups = {
	platformRouter: signupsRouter,
	jobs: { 'open-community': { run: openCommunity } },
} as const satisfies Domain;
