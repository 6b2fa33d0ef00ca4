import { error, redirect } from '@sveltejs/kit';
import * as z from 'zod';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, params, url }) => {
	if (!z.uuid().safeParse(params.signupId).success) error(404, 'signups.not_found');
	if (!locals.request.staff) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
	return { signup: await orErrorPage(locals.api.signups.get({ signupId: params.signupId })) };
};
