import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	guidelines: await orErrorPage(locals.api.guidelines.current()),
});
