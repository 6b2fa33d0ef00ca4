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
		/** Owners and admins of the organization can enter each of its communities as members. */
		mayEnter: role === 'owner' || role === 'admin',
		sight: await api.desks.sight(),
		scheme: event.cookies.get('scheme') ?? 'system',
	};
};
