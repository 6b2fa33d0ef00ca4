import { redirect } from '@sveltejs/kit';
import { deviceOf } from '@kith/domains/identity/device';
import { Password } from '@kith/domains/identity/schema';
import { textIn } from '#lib/identity/server/form-text.ts';
import { changing, refuse } from '#lib/identity/server/security-actions.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { identity, factors, sso } = locals.api;
	const [own, sessions, { isOnly }] = await orErrorPage(
		Promise.all([factors.own(), identity.sessions(), sso.doors()]),
	);
	return {
		...{ own, mayChangeAddress: !isOnly },
		hasNewAddress: url.searchParams.get('address') === 'changed',
		sessions: sessions.map(({ device, ...one }) => ({ ...one, ...deviceOf(device) })),
	};
};

export const actions: Actions = {
	password: async (event) => {
		const data = await event.request.formData();
		const password = Password.safeParse(data.get('password'));
		if (!password.success) return refuse(400, 'password.too_short');
		const current = textIn(data, 'current', 200);
		return changing(event, 'password', () =>
			event.locals.api.identity.setPassword({
				password: password.data,
				...(current ? { current } : {}),
			}),
		);
	},
	removeApp: (event) => changing(event, 'removeApp', () => event.locals.api.factors.removeApp()),
	addPasskey: async (event) => {
		const data = await event.request.formData();
		const input = { name: textIn(data, 'name', 60), passkey: textIn(data, 'passkey', 40_000) };
		return changing(event, 'addPasskey', () => event.locals.api.factors.addPasskey(input));
	},
	renamePasskey: async (event) => {
		const data = await event.request.formData();
		const input = { passkeyId: textIn(data, 'passkeyId'), name: textIn(data, 'name', 60) };
		return changing(event, 'renamePasskey', () => event.locals.api.factors.renamePasskey(input));
	},
	removePasskey: async (event) => {
		const passkeyId = textIn(await event.request.formData(), 'passkeyId');
		return changing(event, 'removePasskey', () =>
			event.locals.api.factors.removePasskey({ passkeyId }),
		);
	},
	revoke: async (event) => {
		const sessionId = textIn(await event.request.formData(), 'sessionId');
		return changing(event, 'revoke', () => event.locals.api.identity.revokeSession({ sessionId }));
	},
	others: (event) =>
		changing(event, 'others', () => event.locals.api.identity.revokeOtherSessions()),
	everywhere: async ({ locals }) => {
		await locals.api.identity.signOutEverywhere();
		redirect(303, '/sign-in');
	},
};
