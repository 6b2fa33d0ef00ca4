import type { Domain } from '../domain.ts';
import { spacesPermissions, spacesPolicy } from './spaces.policy.ts';
import { spacesRouter } from './spaces.router.ts';

export { enterSpaces } from './enter-spaces.ts';
export { readableSpaces } from './read-spaces.ts';

export const spaces = {
	router: spacesRouter,
	policy: spacesPolicy,
	permissions: spacesPermissions,
} as const satisfies Domain;
