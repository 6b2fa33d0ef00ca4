import { redirect } from '@sveltejs/kit';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

/** Where somebody is who left and can leave elsewhere, too. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { doors } = await orErrorPage(locals.api.sso.doors());
	const door = doors.find(({ connectionId }) => connectionId === url.searchParams.get('door'));
	if (!door || locals.request.viewer) redirect(303, '/');
	return { door };
};
