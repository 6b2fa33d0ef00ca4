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
	const { auth, origin } = realmOf(ctx);
	const headers = authHeaders(ctx.request, origin);
	const answer = await onTrial(ctx, email, async () => {
		await proveFirst(ctx, { email, code }, headers);
		return auth.api
			.signInEmailOTP({ body: { email, otp: code, name }, headers, returnHeaders: true })
			.catch((cause: unknown) => refuse(cause, 'identity.bad_code'));
	});
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
	return onTrial(ctx, email, async () => {
		const known = await credentialByEmail(realmOf(ctx).db, email).executeTakeFirst();
		const isRight = await isPassword(known?.password ?? NOBODYS_HASH, password);
		if (!known?.password || !isRight) throw new InvalidError('identity.bad_password');
		return { id: known.id, email: known.email, name: known.name };
	});
}

/** The library signs in with its check; whether that is enough is for us to say, so its session never leaves here. */
async function withoutSession(
	ctx: RealmContext,
	{ token, user }: { token: string; user: User },
): Promise<User> {
	await deleteSessionByToken(realmOf(ctx).db, token).execute();
	return user;
}

/** How many wrong tries are heard in so many seconds. */
type Bound = readonly [key: string, points: number, seconds: number];

/**
 * Lets somebody try to prove who they are, at `email` when they named one. Only what fails is held against an address
 * and a network: 6 a minute and 30 an hour, as forums bound it; a house in which many sign in at once is no attack.
 * Throws `limits.too_many` before anything is compared.
 */
// authorize: counts what is tried; the proof is for `prove` to judge.
export async function onTrial<Proof>(
	ctx: RealmContext,
	email: string | null,
	prove: () => Promise<Proof>,
): Promise<Proof> {
	const { limiter } = ctx.services;
	const realm = `sign-in ${realmOf(ctx).id}`;
	const network = `${realm} ${networkOf(ctx.request.ip)}`;
	const bounds: Bound[] = [
		...(email === null ? [] : [[`${realm} ${email}`, 10, 900] as const]),
		[network, 6, 60],
		[network, 30, 3600],
	];
	for (const bound of bounds) await limiter.take(...bound);
	await limiter.take(realm, 3000, 900);
	const proof = await prove();
	for (const bound of bounds) await limiter.giveBack(...bound);
	return proof;
}

function refuse(cause: unknown, code: string): never {
	const expected = cause instanceof Error && cause.name === 'APIError' && 'statusCode' in cause;
	if (expected && Number(cause.statusCode) < 500) throw new InvalidError(code, {}, { cause });
	throw cause;
}
