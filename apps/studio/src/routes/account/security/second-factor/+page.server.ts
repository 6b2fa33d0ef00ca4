import { redirect } from '@sveltejs/kit';
import { FactorCode } from '@kith/domains/factors/schema';
import { formText } from '@kith/client/forms';
import { nextOf, securityAddress } from '#lib/identity/security-address.ts';
import { refuse, refused } from '#lib/identity/server/security-actions.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { requireStaff } from '#lib/studio/server/community.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	requireStaff(locals, url);
	const confirmation = await orErrorPage(locals.api.identity.confirmation());
	const next = nextOf(url);
	if (!confirmation.app && !confirmation.passkey) redirect(303, securityAddress(next));
	return { confirmation, next, byRecovery: url.searchParams.get('by') === 'recovery' };
};

type Proof = Parameters<App.Locals['api']['identity']['confirm']>[0];

export const actions: Actions = {
	code: async (event) => {
		const code = FactorCode.safeParse((await event.request.formData()).get('code') ?? '');
		return code.success ? show(event, { factor: code.data }) : refuse(400, 'factors.bad_code');
	},
	passkey: async (event) =>
		show(event, { passkey: formText(await event.request.formData(), 'passkey').slice(0, 40_000) }),
};

async function show({ locals, url }: RequestEvent, proof: Proof) {
	try {
		await locals.api.identity.confirm(proof);
	} catch (error) {
		return refused(error, url.pathname);
	}
	redirect(303, nextOf(url) ?? '/account/security');
}
