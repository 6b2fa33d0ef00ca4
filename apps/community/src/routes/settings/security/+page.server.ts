import { fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { Password } from '@kith/domains/identity/schema';
import { deviceOf } from '#lib/identity/device-name.ts';
import { textIn } from '#lib/identity/server/form-text.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const sessions = await orErrorPage(locals.api.identity.sessions());
	return { sessions: sessions.map(({ device, ...one }) => ({ ...one, ...deviceOf(device) })) };
};

export const actions: Actions = {
	password: async ({ request, locals }) => {
		const data = await request.formData();
		const password = Password.safeParse(data.get('password'));
		if (!password.success) return refuse(400, 'password.too_short');
		const current = textIn(data, 'current', 200);
		try {
			await locals.api.identity.setPassword({
				password: password.data,
				...(current ? { current } : {}),
			});
		} catch (error) {
			return refused(error);
		}
		return { done: 'password' as const, code: null, minutes: 0 };
	},
	revoke: async ({ request, locals }) => {
		const sessionId = textIn(await request.formData(), 'sessionId');
		try {
			await locals.api.identity.revokeSession({ sessionId });
		} catch (error) {
			return refused(error);
		}
		return { done: 'revoke' as const, code: null, minutes: 0 };
	},
	everywhere: async ({ locals }) => {
		await locals.api.identity.signOutEverywhere();
		redirect(303, '/sign-in');
	},
};

function refused(error: unknown) {
	const { status, code, details } = failureOf(error);
	if (status >= 500 || status === 0) throw error;
	const seconds = Number(details['retryAfterSeconds'] ?? 0);
	return refuse(status, code, Math.max(1, Math.ceil(seconds / 60)));
}

function refuse(status: number, code: string, minutes = 0) {
	return fail(status, { done: null, code, minutes });
}
