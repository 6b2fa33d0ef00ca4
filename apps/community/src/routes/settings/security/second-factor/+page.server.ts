import { redirect } from '@sveltejs/kit';
import { FactorCode } from '@kith/domains/factors/schema';
import { textIn } from '#lib/identity/server/form-text.ts';
import { nextPath } from '#lib/identity/server/next-path.ts';
import { refuse, refused } from '#lib/identity/server/security-actions.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const confirmation = await orErrorPage(locals.api.identity.confirmation());
	return {
		...{ confirmation, next: nextPath(url) },
		hasFactor: confirmation.app || confirmation.passkey !== null,
		byRecovery: url.searchParams.get('by') === 'recovery',
	};
};

type Proof = Parameters<App.Locals['api']['identity']['confirm']>[0];

export const actions: Actions = {
	code: async (event) => {
		const code = FactorCode.safeParse((await event.request.formData()).get('code') ?? '');
		return code.success ? show(event, { factor: code.data }) : refuse(400, 'factors.bad_code');
	},
	passkey: async (event) =>
		show(event, { passkey: textIn(await event.request.formData(), 'passkey', 40_000) }),
};

async function show({ locals, url }: RequestEvent, proof: Proof) {
	try {
		await locals.api.identity.confirm(proof);
	} catch (error) {
		return refused(error, url.pathname);
	}
	redirect(303, nextPath(url));
}
