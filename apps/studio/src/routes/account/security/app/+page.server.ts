import { redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { TotpCode } from '@kith/domains/factors/schema';
import { nextOf, securityAddress } from '#lib/identity/security-address.ts';
import { changing, orConfirm, refuse, refused } from '#lib/identity/server/security-actions.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { requireStaff } from '#lib/studio/server/community.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireStaff(event.locals, event.url);
	const next = nextOf(event.url);
	const { factors } = event.locals.api;
	const { app } = await orErrorPage(factors.own());
	if (app) return { isOn: true, setup: null, next };
	const setup = await orConfirm(
		factors.appSetup().catch((error: unknown) => {
			if (failureOf(error).code === 'factors.setup_not_found') return null;
			throw error;
		}),
		event,
	);
	return { isOn: false, setup, next };
};

export const actions: Actions = {
	start: async ({ locals, url }) => {
		try {
			await locals.api.factors.startApp();
		} catch (error) {
			return refused(error, securityAddress(nextOf(url), '/app'));
		}
		redirect(303, securityAddress(nextOf(url), '/app'));
	},
	confirm: async (event) => {
		const code = TotpCode.safeParse((await event.request.formData()).get('code') ?? '');
		if (!code.success) return refuse(400, 'factors.bad_code');
		return changing(event, 'app', () => event.locals.api.factors.confirmApp({ code: code.data }));
	},
};
