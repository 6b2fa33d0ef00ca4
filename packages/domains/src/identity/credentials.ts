import { InvalidError } from '@kith/kernel/errors';
import { networkOf } from '@kith/kernel/network';
import { realmOf, type RealmContext } from '../realm.ts';
import { authHeaders, isPassword, NOBODYS_HASH } from './auth.ts';
import {
	credentialByEmail,
	deleteSessionByToken,
	proveAddress,
	unprovedByEmail,
} from './identity.queries.ts';

type User = { id: string; email: string; name: string };

/**
 * Uses a mailed code up, and makes the login of an address that had none. Throws `identity.bad_code` for a wrong, used
 * or late one, whoever the address belongs to.
 */
// authorize: the code is the proof.
export async function redeemCode(
	ctx: RealmContext,
	{ email, code, name = '' }: { email: string; code: string; name?: string | undefined },
): Promise<User> {
	await takeAttempt(ctx, email);
	const { auth, origin } = realmOf(ctx);
	const headers = authHeaders(ctx.request, origin);
	await proveFirst(ctx, { email, code }, headers);
	const answer = await auth.api
		.signInEmailOTP({ body: { email, otp: code, name }, headers, returnHeaders: true })
		.catch((cause: unknown) => refuse(cause, 'identity.bad_code'));
	return withoutSession(ctx, answer.response);
}

/**
 * Who was brought in with an address has proved it by this code. The library would see to that itself, by a row whose
 * key is no id of ours, and with it would go what a directory calls them.
 */
async function proveFirst(
	ctx: RealmContext,
	{ email, code: otp }: { email: string; code: string },
	headers: Headers,
): Promise<void> {
	const { auth, db } = realmOf(ctx);
	const unproved = await unprovedByEmail(db, email).executeTakeFirst();
	if (!unproved) return;
	await auth.api
		.checkVerificationOTP({ body: { email, otp, type: 'sign-in' }, headers })
		.catch((cause: unknown) => refuse(cause, 'identity.bad_code'));
	await proveAddress(db, unproved.id, ctx.clock.now()).execute();
}

/**
 * Checks a password. Throws `identity.bad_password` for an unknown address, no password, or a wrong one: after one
 * statement and one comparison each, so that time does not tell them apart.
 */
// authorize: the password is the proof.
export async function checkPassword(
	ctx: RealmContext,
	{ email, password }: { email: string; password: string },
): Promise<User> {
	await takeAttempt(ctx, email);
	const known = await credentialByEmail(realmOf(ctx).db, email).executeTakeFirst();
	const isRight = await isPassword(known?.password ?? NOBODYS_HASH, password);
	if (!known?.password || !isRight) throw new InvalidError('identity.bad_password');
	return { id: known.id, email: known.email, name: known.name };
}

/** The library signs in with its check; whether that is enough is for us to say, so its session never leaves here. */
async function withoutSession(
	ctx: RealmContext,
	{ token, user }: { token: string; user: User },
): Promise<User> {
	await deleteSessionByToken(realmOf(ctx).db, token).execute();
	return user;
}

/** Tries at one address, from one network, and in the whole realm. */
// authorize: called before anything is compared.
export async function takeAttempt(ctx: RealmContext, email: string): Promise<void> {
	const { limiter } = ctx.services;
	const key = `sign-in ${realmOf(ctx).id}`;
	await limiter.take(`${key} ${email}`, 10, 900);
	await takeFromNetwork(ctx);
}

/** The same where nobody says which address is meant. */
// authorize: called before anything is compared.
export async function takeFromNetwork(ctx: RealmContext): Promise<void> {
	const { limiter } = ctx.services;
	const key = `sign-in ${realmOf(ctx).id}`;
	await limiter.take(`${key} ${networkOf(ctx.request.ip)}`, 100, 3600);
	await limiter.take(key, 3000, 900);
}

function refuse(cause: unknown, code: string): never {
	const expected = cause instanceof Error && cause.name === 'APIError' && 'statusCode' in cause;
	if (expected && Number(cause.statusCode) < 500) throw new InvalidError(code, {}, { cause });
	throw cause;
}
