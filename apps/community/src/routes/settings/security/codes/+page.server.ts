import { changing } from '#lib/identity/server/security-actions.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { recoveryLeft } = await orErrorPage(locals.api.factors.own());
	return { recoveryLeft };
};

export const actions: Actions = {
	default: (event) => changing(event, 'codes', () => event.locals.api.factors.renewCodes()),
};
