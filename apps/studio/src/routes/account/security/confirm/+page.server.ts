import { redirect } from '@sveltejs/kit';
import { Code } from '@kith/domains/identity/schema';
import { formText } from '@kith/client/forms';
import { localPath } from '#lib/shell/local-path.ts';
import { refuse, refused } from '#lib/identity/server/security-actions.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { requireStaff } from '#lib/studio/server/community.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	requireStaff(locals, url);
	return { confirmation: await orErrorPage(locals.api.identity.confirmation()) };
};

type Proof = Parameters<App.Locals['api']['identity']['confirm']>[0];

export const actions: Actions = {
	mail: async ({ locals, url }) => {
		try {
			await locals.api.identity.requestConfirmation();
		} catch (error) {
			return refused(error, url.pathname);
		}
		return { done: 'mailed' as const, code: null, minutes: 0, recoveryCodes: null };
	},
	code: async (event) => {
		const code = Code.safeParse((await event.request.formData()).get('code') ?? '');
		if (!code.success) return refuse(400, 'identity.bad_code');
		return prove(event, { code: code.data });
	},
	password: async (event) => {
		const password = formText(await event.request.formData(), 'password').slice(0, 200);
		return password ? prove(event, { password }) : refuse(400, 'identity.bad_password');
	},
	passkey: async (event) =>
		prove(event, { passkey: formText(await event.request.formData(), 'passkey').slice(0, 40_000) }),
};

async function prove({ locals, url }: RequestEvent, proof: Proof) {
	try {
		await locals.api.identity.confirm(proof);
	} catch (error) {
		return refused(error, url.pathname);
	}
	redirect(303, localPath(url.searchParams.get('next'), '/account/security'));
}
