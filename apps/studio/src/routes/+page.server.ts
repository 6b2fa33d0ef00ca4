import { getLocale } from '#lib/paraglide/runtime.js';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	templates: await orErrorPage(locals.api.signups.templates({ locale: getLocale() })),
	addressSuffix: locals.request.addressSuffix,
});
