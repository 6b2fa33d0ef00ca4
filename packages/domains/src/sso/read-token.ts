import { createPublicKey } from 'node:crypto';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import { InvalidError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { useOnce, type Attempt } from './attempt.ts';
import { secretOf } from './connections.ts';
import type { Connection, Source, TestWhy } from './sso.schema.ts';

const MOST_SECONDS = 60;
const SKEW_SECONDS = 5;
const NEEDED = ['sub', 'aud', 'iat', 'exp', 'jti', 'nonce'];

type TokenSource = Extract<Source, { kind: 'token' }>;

/**
 * What a customer's own login says of a person, in a token that it signed for this try, this community and the next
 * minute. Throws `sso.bad_token` with the reason, and why in one word, also for one that came before.
 */
// authorize: the signature is the proof.
export async function readToken(
	ctx: CommunityContext,
	connection: Connection,
	{ source, attempt, token }: { source: TokenSource; attempt: Attempt; token: string },
): Promise<JWTPayload> {
	const key = keyOf(ctx, connection, source);
	const { payload } = await jwtVerify(token, key, {
		...{ algorithms: [source.algorithm], audience: ctx.community.origin },
		...{ requiredClaims: NEEDED, maxTokenAge: MOST_SECONDS, clockTolerance: SKEW_SECONDS },
		currentDate: ctx.clock.now(),
	}).catch((cause: unknown) => {
		throw bad(whyRefused(cause), reasonIn(cause), cause);
	});
	const { iat = 0, exp = 0, jti } = payload;
	if (payload['nonce'] !== attempt.nonce) throw bad('other_try', 'unexpected "nonce" claim value');
	if (exp - iat > MOST_SECONDS) throw bad('lifetime', '"exp" is more than 60 seconds after "iat"');
	await useOnce(ctx, `jti ${connection.id} ${jti}`).catch((cause: unknown) => {
		throw bad('repeated', '"jti" was used before', cause);
	});
	return payload;
}

function keyOf(ctx: CommunityContext, connection: Connection, source: TokenSource) {
	if (source.algorithm === 'EdDSA') return createPublicKey(source.publicKey);
	return new TextEncoder().encode(secretOf(ctx, connection));
}

/** What the reader of tokens found wrong. */
function whyRefused(cause: unknown): TestWhy {
	if (cause instanceof errors.JWTExpired) return 'expired';
	if (cause instanceof errors.JWTClaimValidationFailed) {
		if (cause.reason === 'missing') return 'missing';
		return OF_CLAIM[cause.claim] ?? 'unreadable';
	}
	if (cause instanceof errors.JWSSignatureVerificationFailed) return 'signature';
	return cause instanceof errors.JOSEAlgNotAllowed ? 'algorithm' : 'unreadable';
}

/** In its words; an audience is told as it came, since that is a matter of one wrong sign. */
function reasonIn(cause: unknown): string {
	if (!(cause instanceof Error)) return '';
	const isOfAudience = cause instanceof errors.JWTClaimValidationFailed && cause.claim === 'aud';
	return isOfAudience ? `${cause.message}: ${JSON.stringify(cause.payload.aud)}` : cause.message;
}

const OF_CLAIM: Readonly<Record<string, TestWhy>> = { aud: 'audience', iat: 'early', nbf: 'early' };

const bad = (why: TestWhy, reason: string, cause?: unknown) =>
	new InvalidError('sso.bad_token', { why, reason: reason.slice(0, 200) }, { cause });
