import { systemClock } from '@kith/kernel/clock';
import { communityFor, requireStaff } from '#lib/studio/server/community.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const staff = requireStaff(event.locals, event.url);
	const { api, face, origin, organizationId } = await communityFor(event);
	const role = staff.organizations.find(({ id }) => id === organizationId)?.role;
	return {
		now: systemClock.now(),
		staff: { name: staff.name, email: staff.email },
		community: { ...face, origin, host: new URL(origin).host },
		/** Billing staff and analysts see that a community exists; owners and admins run it. */
		mayRun: role === 'owner' || role === 'admin',
		mayReadPayments: (await api.payments.rights()).mayRead,
		scheme: event.cookies.get('scheme') ?? 'system',
	};
};
