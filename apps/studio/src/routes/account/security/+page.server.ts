import { redirect } from '@sveltejs/kit';
import { deviceOf } from '@kith/domains/identity/device';
import { Password } from '@kith/domains/identity/schema';
import { formText } from '@kith/client/forms';
import { changing, refuse } from '#lib/identity/server/security-actions.ts';
import { nextOf } from '#lib/identity/security-address.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { requireStaff } from '#lib/studio/server/community.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { email } = requireStaff(locals, url);
	const { identity, factors } = locals.api;
	const [own, sessions, desks] = await orErrorPage(
		Promise.all([factors.own(), identity.sessions(), locals.api.desks.list()]),
	);
	return {
		...{ own, email, desks },
		next: nextOf(url),
		hasNewAddress: url.searchParams.get('address') === 'changed',
		sessions: sessions.map(({ device, ...one }) => ({ ...one, ...deviceOf(device) })),
	};
};

export const actions: Actions = {
	password: async (event) => {
		const data = await event.request.formData();
		const password = Password.safeParse(data.get('password'));
		if (!password.success) return refuse(400, 'password.too_short');
		const current = formText(data, 'current').slice(0, 200);
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
		const input = {
			name: formText(data, 'name').slice(0, 60),
			passkey: formText(data, 'passkey').slice(0, 40_000),
		};
		return changing(event, 'addPasskey', () => event.locals.api.factors.addPasskey(input));
	},
	renamePasskey: async (event) => {
		const data = await event.request.formData();
		const input = {
			passkeyId: formText(data, 'passkeyId'),
			name: formText(data, 'name').slice(0, 60),
		};
		return changing(event, 'renamePasskey', () => event.locals.api.factors.renamePasskey(input));
	},
	removePasskey: async (event) => {
		const passkeyId = formText(await event.request.formData(), 'passkeyId');
		return changing(event, 'removePasskey', () =>
			event.locals.api.factors.removePasskey({ passkeyId }),
		);
	},
	revoke: async (event) => {
		const sessionId = formText(await event.request.formData(), 'sessionId');
		return changing(event, 'revoke', () => event.locals.api.identity.revokeSession({ sessionId }));
	},
	leaveDesk: async (event) => {
		const communityId = formText(await event.request.formData(), 'communityId').slice(0, 12);
		return changing(event, 'leaveDesk', () => event.locals.api.desks.leave({ communityId }));
	},
	others: (event) =>
		changing(event, 'others', () => event.locals.api.identity.revokeOtherSessions()),
	everywhere: async ({ locals }) => {
		await locals.api.identity.signOutEverywhere();
		redirect(303, '/sign-in');
	},
};
