import { newId } from '@kith/kernel/ids';
import { outcomeOf } from './test-content.ts';

/** Who may call a procedure, and how a permitted call ends when it is not with an answer. */
export type Permitted<Actor extends string> = { allowed: readonly Actor[]; outcome?: string };

export const credentials = () => ({ email: `${newId()}@example.org` });

/** Signing in is the same on both sides of the house: everybody may try. */
export const signInCases = <Actor extends string>(everyone: readonly Actor[]) => ({
	'identity.requestCode': { allowed: everyone, input: credentials },
	'identity.signInWithCode': {
		...{ allowed: everyone, input: () => ({ ...credentials(), code: '123456' }) },
		outcome: 'identity.bad_code',
	},
	'identity.signInWithPassword': {
		...{ allowed: everyone, input: () => ({ ...credentials(), password: 'a guess' }) },
		outcome: 'identity.bad_password',
	},
	'identity.signInWithPasskey': {
		...{ allowed: everyone, input: () => ({ passkey: '{}' }) },
		outcome: 'identity.bad_passkey',
	},
	'identity.passkeyChallenge': { allowed: everyone },
	'identity.proofChallenge': { allowed: everyone },
	'identity.secondStep': { allowed: everyone },
	'identity.signInWithSecond': {
		...{ allowed: everyone, input: () => ({ code: '123456' }) },
		outcome: 'identity.step_over',
	},
	'identity.leaveSecondStep': { allowed: everyone },
	'identity.signOut': { allowed: everyone },
});

/** How one proves who one is, and where one is signed in, is everybody's own. */
export const accountCases = <Actor extends string>(signedIn: readonly Actor[]) => ({
	'identity.confirmation': { allowed: signedIn },
	'identity.requestConfirmation': { allowed: signedIn },
	'identity.confirm': {
		...{ allowed: signedIn, input: () => ({ password: 'a guess' }) },
		outcome: 'identity.bad_password',
	},
	'identity.requestAddress': { allowed: signedIn, input: credentials },
	'identity.changeAddress': {
		...{ allowed: signedIn, input: () => ({ code: '123456' }) },
		outcome: 'identity.bad_code',
	},
	'identity.sessions': { allowed: signedIn },
	'identity.revokeSession': {
		...{ allowed: signedIn, input: () => ({ sessionId: newId() }) },
		outcome: 'identity.session_not_found',
	},
	'identity.revokeOtherSessions': { allowed: signedIn },
	'identity.signOutEverywhere': { allowed: signedIn },
	'identity.setPassword': { allowed: signedIn, input: () => ({ password: 'long enough' }) },
	'factors.own': { allowed: signedIn },
	'factors.startApp': { allowed: signedIn },
	'factors.appSetup': { allowed: signedIn, outcome: 'factors.setup_not_found' },
	'factors.confirmApp': {
		...{ allowed: signedIn, input: () => ({ code: '123456' }) },
		outcome: 'factors.setup_not_found',
	},
	'factors.removeApp': { allowed: signedIn, outcome: 'factors.app_not_found' },
	'factors.renewCodes': { allowed: signedIn, outcome: 'factors.none' },
	'factors.startPasskey': { allowed: signedIn },
	'factors.addPasskey': {
		...{ allowed: signedIn, input: () => ({ name: 'Phone', passkey: '{}' }) },
		outcome: 'factors.bad_passkey',
	},
	'factors.renamePasskey': {
		...{ allowed: signedIn, input: () => ({ passkeyId: newId(), name: 'Phone' }) },
		outcome: 'factors.passkey_not_found',
	},
	'factors.removePasskey': {
		...{ allowed: signedIn, input: () => ({ passkeyId: newId() }) },
		outcome: 'factors.passkey_not_found',
	},
});

const REFUSALS = ['identity.sign_in_needed', 'permissions.denied', 'members.owner_stays'];

/** What each of `actors` met with, beside what the table says they should meet with. */
export async function matrixLine<Actor extends string>(
	{ allowed, outcome = 'done' }: Permitted<Actor>,
	actors: readonly Actor[],
	call: (actor: Actor) => Promise<string>,
): Promise<{ found: Record<string, string>; expected: Record<string, string> }> {
	const found: Record<string, string> = {};
	const expected: Record<string, string> = {};
	for (const actor of actors) {
		const met = await call(actor);
		const isRefused = REFUSALS.includes(met) || met.endsWith('not_found');
		const isAllowed = allowed.includes(actor);
		expected[actor] = isAllowed ? outcome : 'refused';
		found[actor] = !isAllowed && isRefused ? 'refused' : met;
	}
	return { found, expected };
}

/** The procedure at `path` below a caller, such as `posts.get`. Throws when there is none. */
export function procedureAt(caller: unknown, path: string): (input: unknown) => Promise<unknown> {
	let target = caller;
	for (const part of path.split('.')) target = Reflect.get(Object(target), part);
	if (typeof target !== 'function') throw new Error(`no procedure ${path}`);
	return target as (input: unknown) => Promise<unknown>;
}

/** Where the procedures of `api` are that read, or those that change something. */
export const pathsOf = (
	api: { _def: { procedures: object } },
	type: 'query' | 'mutation',
): string[] =>
	Object.entries(api._def.procedures)
		.filter(([, procedure]) => Reflect.get(Object(procedure), '_def').type === type)
		.map(([path]) => path);

/** The outcome of calling the procedure at `path` with `input`. */
export const outcomeAt = (caller: unknown, path: string, input: unknown): Promise<string> =>
	outcomeOf(procedureAt(caller, path)(input));
