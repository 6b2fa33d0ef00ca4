import type { Domain } from '../domain.ts';
import { searchPermissions, searchPolicy } from './search.policy.ts';
import { searchRouter } from './search.router.ts';

export const search = {
	router: searchRouter,
	policy: searchPolicy,
	permissions: searchPermissions,
} as const satisfies Domain;
