import { ForbiddenError, UnauthenticatedError } from '@kith/kernel/errors';
import type { PlatformContext, RequestFacts, Services } from './context.ts';
import { authenticateStaff } from './identity/index.ts';

const NOBODY = { staff: null, session: null };

/** The context of a request to the platform's own address. */
export async function createPlatformContext(
	services: Services,
	request: RequestFacts,
): Promise<PlatformContext> {
	const { staff, session } = (await authenticateStaff(services, request)) ?? NOBODY;
	const db = services.platform;
	return {
		...{ staff, session, db, clock: services.clock, services, request },
		authorize(organizationId, roles) {
			if (!staff) throw new UnauthenticatedError('identity.sign_in_needed');
			if (organizationId === undefined) return staff;
			const employment = staff.organizations.find(({ id }) => id === organizationId);
			if (!employment || (roles && !roles.includes(employment.role)))
				throw new ForbiddenError('permissions.denied');
			return staff;
		},
		transaction: (run) => db.transaction().execute((tx) => run({ db: tx })),
	};
}
