import { redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { TotpCode } from '@kith/domains/factors/schema';
import { changing, orConfirm, refuse, refused } from '#lib/identity/server/security-actions.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { factors } = event.locals.api;
	const { app } = await orErrorPage(factors.own());
	if (app) return { isOn: true, setup: null };
	const setup = await orConfirm(
		factors.appSetup().catch((error: unknown) => {
			if (failureOf(error).code === 'factors.setup_not_found') return null;
			throw error;
		}),
		event,
	);
	return { isOn: false, setup };
};

export const actions: Actions = {
	start: async ({ locals, url }) => {
		try {
			await locals.api.factors.startApp();
		} catch (error) {
			return refused(error, url.pathname);
		}
		redirect(303, url.pathname);
	},
	confirm: async (event) => {
		const code = TotpCode.safeParse((await event.request.formData()).get('code') ?? '');
		if (!code.success) return refuse(400, 'factors.bad_code');
		return changing(event, 'app', () => event.locals.api.factors.confirmApp({ code: code.data }));
	},
};
