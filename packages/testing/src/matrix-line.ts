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
	'identity.signOut': { allowed: everyone },
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

/** The outcome of calling the procedure at `path` with `input`. */
export const outcomeAt = (caller: unknown, path: string, input: unknown): Promise<string> =>
	outcomeOf(procedureAt(caller, path)(input));
