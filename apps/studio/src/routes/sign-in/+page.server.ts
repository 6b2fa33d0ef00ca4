import { fail, redirect } from '@sveltejs/kit';
import { FactorCode } from '@kith/domains/factors/schema';
import {
	requestCode,
	secondStepAddress,
	signInWithCode,
	startOver,
} from '#lib/identity/code-actions.ts';
import { readPending } from '#lib/identity/code-cookie.ts';
import { formText } from '@kith/client/forms';
import { localPath } from '#lib/shell/local-path.ts';
import { refused } from '#lib/shell/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

const nextOf = (url: URL) => localPath(url.searchParams.get('next'), '/home');

export const load: PageServerLoad = async ({ locals, cookies, url }) => {
	const next = nextOf(url);
	if (locals.request.staff) redirect(303, next);
	const { identity } = locals.api;
	const [step, proof] = await Promise.all([identity.secondStep(), identity.proofChallenge()]);
	return {
		...{ next, step, proof },
		pending: readPending(cookies),
		byPassword: url.searchParams.get('by') === 'password',
		byRecovery: url.searchParams.get('by') === 'recovery',
	};
};

export const actions: Actions = {
	code: (event) => requestCode(event, { asksName: false }),
	verify: (event) => signInWithCode(event, nextOf(event.url)),
	over: startOver,
	password: async ({ request, locals, url }) => {
		const form = await request.formData();
		const values = { email: formText(form, 'email').trim() };
		let needsSecondFactor: boolean;
		try {
			const password = formText(form, 'password');
			const given = { email: values.email, password };
			({ needsSecondFactor } = await locals.api.identity.signInWithPassword(given));
		} catch (cause) {
			return refused(cause, values, url.pathname);
		}
		redirect(303, needsSecondFactor ? secondStepAddress(nextOf(url)) : nextOf(url));
	},
	second: async ({ request, locals, url }) => {
		const code = FactorCode.safeParse(formText(await request.formData(), 'code'));
		if (!code.success) return fail(400, { code: 'factors.bad_code', fields: {}, values: {} });
		try {
			await locals.api.identity.signInWithSecond({ code: code.data });
		} catch (cause) {
			return refused(cause, {}, url.pathname);
		}
		redirect(303, nextOf(url));
	},
	passkey: async ({ request, locals, url }) => {
		const form = await request.formData();
		const passkey = formText(form, 'passkey').slice(0, 40_000);
		const { identity } = locals.api;
		try {
			if (form.has('second')) await identity.signInWithSecond({ passkey });
			else await identity.signInWithPasskey({ passkey });
		} catch (cause) {
			return refused(cause, {}, url.pathname);
		}
		redirect(303, nextOf(url));
	},
};
