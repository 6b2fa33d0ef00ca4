import { redirect } from '@sveltejs/kit';
import { confirmLink, resendProof } from '#lib/identity/server/sso-actions.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const pending = await orErrorPage(locals.api.sso.pending());
	if (!pending) redirect(303, '/sign-in?sso=sso.attempt_gone');
	return { pending };
};

export const actions: Actions = { request: resendProof, enter: confirmLink };
