import type { Domain } from '../domain.ts';
import { organizationsRouter } from './organizations.router.ts';

export { employmentOf, foundOrganization } from './organizations.ts';

export const organizations = {
	platformRouter: organizationsRouter,
} as const satisfies Domain;
