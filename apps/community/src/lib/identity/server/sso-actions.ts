import { redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { Code } from '@kith/domains/identity/schema';
import type { Inside } from '@kith/domains/sso/schema';
import type { DoorForm } from '../door.ts';
import { leadOn, problemOf, refusal } from './door-actions.ts';
import { nextPathOf } from './next-path.ts';

type Answer = DoorForm | ActionFailure<DoorForm>;

/** Sends the code again by which somebody proves the address that a provider named. */
export async function resendProof({ locals, request }: RequestEvent): Promise<Answer> {
	const data = await request.formData();
	const typed = { ...(await pendingIn(locals)), data };
	try {
		await locals.api.sso.resendProof();
	} catch (error) {
		return refusal('code', typed)(...problemOf(error));
	}
	return { step: 'code', email: typed.email, name: '', problem: null, isResent: true };
}

/** Links the account by the typed code and leads on, as signing in by a code does. */
export async function confirmLink({ locals, request }: RequestEvent): Promise<Answer> {
	const data = await request.formData();
	const typed = { ...(await pendingIn(locals)), data };
	const code = Code.safeParse(data.get('code') ?? '');
	if (!code.success) return refusal('code', typed)(400, { code: 'code.invalid', minutes: 0 });
	let result: Inside;
	try {
		result = await locals.api.sso.confirm({ code: code.data });
	} catch (error) {
		const [status, problem] = problemOf(error);
		if (problem.code.startsWith('sso.')) redirect(303, `/sign-in?sso=${problem.code}`);
		return refusal('code', typed)(status, problem);
	}
	leadOn(result, nextPathOf(result.next));
}

async function pendingIn(locals: App.Locals): Promise<{ email: string; name: string }> {
	const pending = await locals.api.sso.pending();
	if (!pending) redirect(303, '/sign-in?sso=sso.attempt_gone');
	return { email: pending.email, name: '' };
}
