import { systemClock } from '@kith/kernel/clock';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor, requireStaff } from '#lib/studio/server/community.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const staff = requireStaff(event.locals, event.url);
	const { face } = await communityFor(event);
	const communities = await orErrorPage(event.locals.api.organizations.communities());
	const here = communities.find(({ id }) => id === face.id);
	const role = staff.organizations.find(({ id }) => id === here?.organizationId)?.role;
	const host = new URL(here?.origin ?? event.url.origin).host;
	return {
		now: systemClock.now(),
		staff: { name: staff.name, email: staff.email },
		community: { ...face, origin: here?.origin ?? '', host },
		communities: communities.map(({ id, name, status, look }) => ({ id, name, status, look })),
		/** Billing staff and analysts see that a community exists; owners and admins run it. */
		mayRun: role === 'owner' || role === 'admin',
		scheme: event.cookies.get('scheme') ?? 'system',
	};
};
