import { ForbiddenError, UnauthenticatedError } from '@kith/kernel/errors';
import type { OrganizationNote, PlatformContext, RequestFacts, Services } from './context.ts';
import { authenticateStaff, withOwnSession } from './identity/index.ts';
import { writeLogs } from './organizations/write-log.ts';
import { pastDeadlocks } from './past-deadlocks.ts';

const NOBODY = { staff: null, session: null };

/** The context of a request to the platform's own address. */
export async function createPlatformContext(
	services: Services,
	sent: RequestFacts,
): Promise<PlatformContext> {
	const { realms, platformOrigin: origin } = services;
	const request = await withOwnSession({ origin, auth: () => realms.platform() }, sent);
	const who = (await authenticateStaff(services, request)) ?? NOBODY;
	return platformContextOf(services, who, request);
}

/** The context of a staff person, or of a visitor, on the platform. */
export function platformContextOf(
	services: Services,
	{ staff, session }: Pick<PlatformContext, 'staff' | 'session'>,
	request: RequestFacts,
): PlatformContext {
	const { platform: db, clock } = services;
	return {
		...{ staff, session, db, clock, services, request },
		authorize(organizationId, roles) {
			if (!staff) throw new UnauthenticatedError('identity.sign_in_needed');
			if (organizationId === undefined) return staff;
			const employment = staff.organizations.find(({ id }) => id === organizationId);
			if (!employment || (roles && !roles.includes(employment.role)))
				throw new ForbiddenError('permissions.denied');
			return staff;
		},
		transaction: (run) =>
			pastDeadlocks(() =>
				db.transaction().execute(async (tx) => {
					const notes: OrganizationNote[] = [];
					const done = await run({ db: tx, audit: (note) => notes.push(note) });
					await writeLogs({ staff, services, clock }, tx, notes);
					return done;
				}),
			),
	};
}
