import type { Domain } from '../domain.ts';
import { alignStaff } from './align-staff.ts';
import { keepFounders } from './keep-founders.ts';
import { organizationsRouter } from './organizations.router.ts';

export { STAFF_INVITATION_SEAL } from './invite-staff.ts';
export { readOffer } from './read-offer.ts';
export { OWNERSHIP_SEAL, type OfferNews } from './tell-of-ownership.ts';
export { checkOrganizationLog } from './list-activity.ts';
export { openStaffInvitation } from './open-staff-invitation.ts';
export { employmentOf, foundOrganization } from './organizations.ts';
export { writeLogs } from './write-log.ts';

export const organizations = {
	platformRouter: organizationsRouter,
	jobs: { 'align-staff': { run: alignStaff }, 'keep-founders': { run: keepFounders } },
} as const satisfies Domain;
