import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { app, passkeys } = await orErrorPage(locals.api.factors.own());
	return { hasFactor: app !== null || passkeys.some(({ isElsewhere }) => !isElsewhere) };
};
