import { fail, redirect } from '@sveltejs/kit';
import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { Code, Email, PersonName, type SignInResult } from '@kith/domains/identity/schema';
import type { DoorForm, DoorProblem, DoorStep } from '../door.ts';
import { textIn } from './form-text.ts';
import { nextPath } from './next-path.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

type Answer = DoorForm | ActionFailure<DoorForm>;
type Typed = { email: string; name: string; data: FormData };

/** Sends a code to the typed address; the answer is the same whoever it belongs to. */
export async function sendCode(
	{ request, locals }: RequestEvent,
	{ needsName }: { needsName: boolean },
): Promise<Answer> {
	const typed = await typedIn(request);
	const refuse = refusal('email', typed);
	const email = Email.safeParse(typed.email);
	if (!email.success) return refuse(400, { code: 'email.invalid', minutes: 0 });
	if (needsName && !PersonName.safeParse(typed.name).success)
		return refuse(400, { code: 'name.missing', minutes: 0 });
	const isResent = typed.data.has('again');
	try {
		await locals.api.identity.requestCode({ email: email.data, locale: getLocale() });
	} catch (error) {
		return refusal(isResent ? 'code' : 'email', typed)(...problemOf(error));
	}
	return { step: 'code', email: email.data, name: typed.name, problem: null, isResent };
}

/** Signs in by the typed code and leads on: to the welcome page, to where the visitor wanted, or to what they wait for. */
export async function enterCode({ request, locals, url }: RequestEvent): Promise<Answer> {
	const typed = await typedIn(request);
	const refuse = refusal('code', typed);
	const code = Code.safeParse(typed.data.get('code') ?? '');
	if (!code.success) return refuse(400, { code: 'code.invalid', minutes: 0 });
	const name = PersonName.safeParse(typed.name);
	const invitation = url.searchParams.get('invitation');
	let result: SignInResult;
	try {
		result = await locals.api.identity.signInWithCode({
			...{ email: typed.email, code: code.data },
			...(name.success ? { name: name.data } : {}),
			...(invitation ? { invitation } : {}),
		});
	} catch (error) {
		return refuse(...problemOf(error));
	}
	leadOn(result, nextPath(url));
}

/** Signs in by the typed password and leads on as `enterCode` does. */
export async function enterPassword({ request, locals, url }: RequestEvent): Promise<Answer> {
	const typed = await typedIn(request);
	const refuse = refusal('password', typed);
	const email = Email.safeParse(typed.email);
	if (!email.success) return refuse(400, { code: 'email.invalid', minutes: 0 });
	const password = textIn(typed.data, 'password');
	let result: SignInResult;
	try {
		result = await locals.api.identity.signInWithPassword({ email: email.data, password });
	} catch (error) {
		return refuse(...problemOf(error));
	}
	leadOn(result, nextPath(url));
}

function leadOn({ standing, isNew }: SignInResult, next: string): never {
	const query = next === '/' ? '' : `?next=${encodeURIComponent(next)}`;
	if (standing !== 'member') redirect(303, `/join${query}`);
	redirect(303, isNew ? `/welcome${query}` : next);
}

async function typedIn(request: Request): Promise<Typed> {
	const data = await request.formData();
	return { email: textIn(data, 'email').trim(), name: textIn(data, 'name').trim(), data };
}

function refusal(step: DoorStep, { email, name }: Typed) {
	return (status: number, problem: DoorProblem): ActionFailure<DoorForm> =>
		fail(status, { step, email, name, problem, isResent: false });
}

function problemOf(error: unknown): [number, DoorProblem] {
	const { status, code, details } = failureOf(error);
	if (status >= 500 || status === 0) throw error;
	const seconds = Number(details['retryAfterSeconds'] ?? 0);
	return [status, { code, minutes: Math.max(1, Math.ceil(seconds / 60)) }];
}
