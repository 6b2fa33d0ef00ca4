import { fail, redirect } from '@sveltejs/kit';
import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { FactorCode } from '@kith/domains/factors/schema';
import { Code, Email, PersonName, type SignInResult } from '@kith/domains/identity/schema';
import type { DoorForm, DoorProblem, DoorStep } from '../door.ts';
import { textIn } from './form-text.ts';
import { nextPath } from './next-path.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

type Answer = DoorForm | ActionFailure<DoorForm>;
type Typed = { email: string; name: string; data: FormData };

/** Sends a code to the typed address; the answer is the same whoever it belongs to. */
export async function sendCode(
	{ request, locals, url }: RequestEvent,
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
		const proof = textIn(typed.data, 'proof', 4000);
		const invitation = url.searchParams.get('invitation')?.slice(0, 100);
		await locals.api.identity.requestCode({
			...{ email: email.data, locale: getLocale() },
			...(proof ? { proof } : {}),
			...(invitation ? { invitation } : {}),
		});
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

/** Signs in whoever waits at the second step by the typed code, of their app or a recovery code. */
export async function enterSecond({ request, locals, url }: RequestEvent): Promise<Answer> {
	const typed = await typedIn(request);
	const refuse = refusal('second', typed);
	const code = FactorCode.safeParse(typed.data.get('code') ?? '');
	if (!code.success) return refuse(400, { code: 'factors.bad_code', minutes: 0 });
	let result: SignInResult;
	try {
		result = await locals.api.identity.signInWithSecond({ code: code.data });
	} catch (error) {
		return refuse(...problemOf(error));
	}
	leadOn(result, nextPath(url));
}

/** Signs in by a passkey: alone, or as the second step when one waits for it. */
export async function enterPasskey({ request, locals, url }: RequestEvent): Promise<Answer> {
	const typed = await typedIn(request);
	const isSecond = typed.data.has('second');
	const passkey = textIn(typed.data, 'passkey', 40_000);
	const { identity } = locals.api;
	let result: SignInResult;
	try {
		result = await (isSecond
			? identity.signInWithSecond({ passkey })
			: identity.signInWithPasskey({ passkey }));
	} catch (error) {
		return refusal(isSecond ? 'second' : 'email', typed)(...problemOf(error));
	}
	leadOn(result, nextPath(url));
}

/** Goes back from the second step to the door. */
export async function startOver({ locals, url }: RequestEvent): Promise<never> {
	await locals.api.identity.leaveSecondStep();
	redirect(303, `/sign-in${nextQuery(nextPath(url))}`);
}

/** Leads somebody who is signed in, or half-way, to the page that comes next. */
export function leadOn(
	{ standing, isNew }: Pick<SignInResult, 'standing' | 'isNew'>,
	next: string,
): never {
	const query = nextQuery(next);
	if (standing === 'second_factor') redirect(303, `/sign-in${query}`);
	if (standing !== 'member') redirect(303, `/join${query}`);
	redirect(303, isNew ? `/welcome${query}` : next);
}

const nextQuery = (next: string) => (next === '/' ? '' : `?next=${encodeURIComponent(next)}`);

async function typedIn(request: Request): Promise<Typed> {
	const data = await request.formData();
	return { email: textIn(data, 'email').trim(), name: textIn(data, 'name').trim(), data };
}

/** Gives a step's form back as it was filled in. */
export function refusal(step: DoorStep, { email, name }: Typed) {
	return (status: number, problem: DoorProblem): ActionFailure<DoorForm> =>
		fail(status, { step, email, name, problem, isResent: false });
}

/** What went wrong, for the page; throws what is nobody's mistake. */
export function problemOf(error: unknown): [number, DoorProblem] {
	const { status, code, details } = failureOf(error);
	if (status >= 500 || status === 0) throw error;
	const seconds = Number(details['retryAfterSeconds'] ?? 0);
	return [status, { code, minutes: Math.max(1, Math.ceil(seconds / 60)) }];
}
