import { systemClock } from '@kith/kernel/clock';
import { orWithout } from '#lib/shell/loading.ts';
import { communityFor, requireStaff } from '#lib/studio/server/community.ts';
import type { LayoutServerLoad } from './$types';

const NOTHING = { requests: null, submissions: null };

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
		// The page stands without it.
		waiting: await orWithout(api.desks.waiting(), NOTHING),
		scheme: event.cookies.get('scheme') ?? 'system',
	};
};
