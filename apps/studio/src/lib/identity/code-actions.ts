import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Email, PersonName } from '@kith/domains/identity/schema';
import { formText } from '@kith/client/forms';
import { refused } from '#lib/shell/server/refused.ts';
import { forgetPending, readPending, rememberPending } from './code-cookie.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

type Event = Pick<RequestEvent, 'request' | 'cookies' | 'locals' | 'url'>;

/** Sends a code to the address in the form; `asksName` where a login may be made on the way. */
export async function requestCode(event: Event, { asksName }: { asksName: boolean }) {
	const { request, cookies, locals, url } = event;
	const form = await request.formData();
	const values = { email: formText(form, 'email'), name: formText(form, 'name') };
	const email = Email.safeParse(values.email);
	const name = PersonName.safeParse(values.name);
	const fields: Record<string, string> = {
		...(email.success ? {} : { email: 'invalid' }),
		...(asksName && !name.success ? { name: 'invalid' } : {}),
	};
	if (!email.success || Object.keys(fields).length > 0)
		return fail(400, { code: 'input.invalid', fields, values });
	try {
		const proof = formText(form, 'proof').slice(0, 4000);
		await locals.api.identity.requestCode({
			...{ email: email.data, locale: getLocale() },
			...(proof && { proof }),
		});
	} catch (cause) {
		return refused(cause, values, url.pathname);
	}
	const pending = { email: email.data, name: name.success ? name.data : '' };
	rememberPending(cookies, pending, { isSecure: url.protocol === 'https:' });
	redirect(303, url.pathname + keptQuery(url));
}

/** Signs in with the code in the form and goes on to `next`. */
export async function signInWithCode({ request, cookies, locals, url }: Event, next: string) {
	const values = { code: formText(await request.formData(), 'code') };
	const pending = readPending(cookies);
	if (!pending) redirect(303, url.pathname + keptQuery(url));
	let needsSecondFactor = false;
	try {
		const { email, name } = pending;
		({ needsSecondFactor } = await locals.api.identity.signInWithCode({
			...{ email, code: values.code },
			...(name ? { name } : {}),
		}));
	} catch (cause) {
		return refused(cause, values, url.pathname);
	}
	forgetPending(cookies);
	redirect(303, needsSecondFactor ? secondStepAddress(next) : next);
}

/** Where somebody with a second factor is asked for it, before they go on to `next`. */
export function secondStepAddress(next: string): string {
	return `/sign-in?next=${encodeURIComponent(next)}`;
}

/** Goes back to asking for an address. */
export async function startOver({ cookies, locals, url }: Event): Promise<never> {
	forgetPending(cookies);
	await locals.api.identity.leaveSecondStep();
	redirect(303, url.pathname + keptQuery(url));
}

/** An action's own name is part of its address; only where to go afterwards is kept. */
function keptQuery(url: URL): string {
	const next = url.searchParams.get('next');
	return next ? `?next=${encodeURIComponent(next)}` : '';
}
