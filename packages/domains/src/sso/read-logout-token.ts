import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import { InvalidError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import type { OidcParty } from '../ports.ts';
import { useOnce } from './attempt.ts';

const MOST_SECONDS = 300;
const SKEW_SECONDS = 30;
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Signatures that only the provider can make: a secret that both know proves nothing of who wrote. */
const ALGORITHMS = [
	...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
	...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];
/** New keys are asked for so often in a minute, whoever sends what. */
const FRESH_KEYS = 3;

export type LoggedOut = { sub: string | null; sid: string | null };

/**
 * Whose session a provider says that it ended (OpenID Connect Back-Channel Logout 1.0). Throws `sso.bad_token` for a token
 * of another provider or for somebody else, an old one, one that came before, and one that is meant for something else.
 */
// authorize: the signature is the proof.
export async function readLogoutToken(
	ctx: CommunityContext,
	{ connectionId, party, token }: { connectionId: string; party: OidcParty; token: string },
): Promise<LoggedOut> {
	const payload = await verified(ctx, connectionId, party, token).catch((cause: unknown) => {
		if (cause instanceof errors.JOSEError) throw bad(cause.message, cause);
		throw cause;
	});
	const { sub = null, jti, iat = 0, nonce, events } = payload;
	const sid = typeof payload['sid'] === 'string' ? payload['sid'] : null;
	if (nonce !== undefined) throw bad('"nonce" has no place in it');
	if (typeof Object(events)[EVENT] !== 'object') throw bad('"events" says of no logout');
	if (sub === null && sid === null) throw bad('neither "sub" nor "sid"');
	if (iat * 1000 > ctx.clock.now().getTime() + SKEW_SECONDS * 1000) throw bad('"iat" is to come');
	await useOnce(ctx, `logout ${connectionId} ${jti}`);
	return { sub, sid };
}

async function verified(
	ctx: CommunityContext,
	connectionId: string,
	party: OidcParty,
	token: string,
): Promise<JWTPayload> {
	const { oidc, limiter } = ctx.services;
	const check = async (how?: { fresh: boolean }) => {
		const { issuer, keys } = await oidc.signer(party, how);
		const { payload } = await jwtVerify(
			token,
			createLocalJWKSet(keys as unknown as JSONWebKeySet),
			{
				...{ issuer, audience: party.clientId, algorithms: ALGORITHMS },
				...{ requiredClaims: ['iss', 'aud', 'iat', 'jti', 'events'], maxTokenAge: MOST_SECONDS },
				...{ clockTolerance: SKEW_SECONDS, currentDate: ctx.clock.now() },
			},
		);
		return payload;
	};
	try {
		return await check();
	} catch (error) {
		if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
		// It may sign with a new key since we asked.
		await limiter.take(`sso keys ${ctx.community.id} ${connectionId}`, FRESH_KEYS, 60);
		return check({ fresh: true });
	}
}

const bad = (reason: string, cause?: unknown) =>
	new InvalidError('sso.bad_token', { reason: reason.slice(0, 200) }, { cause });
