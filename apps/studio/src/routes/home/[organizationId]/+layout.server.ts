import { error } from '@sveltejs/kit';
import { systemClock } from '@kith/kernel/clock';
import { requireStaff } from '#lib/studio/server/community.ts';
import type { LayoutServerLoad } from './$types';

/** The organization for those who work for it; to everybody else it is not there. */
export const load: LayoutServerLoad = ({ locals, params, url }) => {
	const staff = requireStaff(locals, url);
	const organization = staff.organizations.find(({ id }) => id === params.organizationId);
	if (!organization) error(404);
	const mayRun = organization.role === 'owner' || organization.role === 'admin';
	const maySeePlan = mayRun || organization.role === 'billing';
	return { organization, mayRun, maySeePlan, now: systemClock.now() };
};
