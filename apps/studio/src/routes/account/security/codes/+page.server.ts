import { changing } from '#lib/identity/server/security-actions.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { requireStaff } from '#lib/studio/server/community.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	requireStaff(locals, url);
	const { recoveryLeft } = await orErrorPage(locals.api.factors.own());
	return { recoveryLeft };
};

export const actions: Actions = {
	default: (event) => changing(event, 'codes', () => event.locals.api.factors.renewCodes()),
};
