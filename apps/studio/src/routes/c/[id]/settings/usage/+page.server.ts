import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor, requireStaff } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const { api, organizationId } = await communityFor(event);
	const staff = requireStaff(locals, url);
	const organization = staff.organizations.find(({ id }) => id === organizationId);
	// Whoever only works in the community is told nothing of the organization's other ones.
	const maySeePlan = organization !== undefined && PLAN_READERS.has(organization.role);
	return {
		usage: await orErrorPage(api.communities.usage()),
		plan: maySeePlan ? await orErrorPage(locals.api.plans.current({ organizationId })) : null,
		organization: organization ?? null,
	};
};

const PLAN_READERS: ReadonlySet<string> = new Set(['owner', 'admin', 'billing']);
