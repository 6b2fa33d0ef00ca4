import { error } from '@sveltejs/kit';
import { systemClock } from '@kith/kernel/clock';
import { requireStaff } from '#lib/studio/server/community.ts';
import type { LayoutServerLoad } from './$types';

/** The organization for those who run it; to everybody else it is not there. */
export const load: LayoutServerLoad = ({ locals, params, url }) => {
	const staff = requireStaff(locals, url);
	const organization = staff.organizations.find(({ id }) => id === params.organizationId);
	const runs = organization?.role === 'owner' || organization?.role === 'admin';
	if (!organization || !runs) error(404);
	return { organization, now: systemClock.now() };
};
