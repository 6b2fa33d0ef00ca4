import { createHmac } from 'node:crypto';
import { newId } from '@kith/kernel/ids';

/** What a token says; each part can be made wrong. */
export type TokenClaims = Record<string, unknown>;

type Signing = { secret: string; now: Date };

/**
 * What a customer's own login page makes of the address it was reached at: the way back, with a token that it signed
 * with the shared secret.
 */
export function loginAt(
	address: string,
	{ secret, now }: Signing,
	change: (right: TokenClaims & { iat: number }) => TokenClaims = () => ({}),
): URL {
	const { searchParams } = new URL(address);
	const returnTo = new URL(searchParams.get('return_to') ?? '');
	const iat = Math.floor(now.getTime() / 1000);
	const right = {
		...{ sub: newId(), email: `${newId()}@acme.example`, email_verified: true, name: 'Nora' },
		...{ aud: returnTo.origin, nonce: searchParams.get('nonce'), jti: newId() },
		...{ iat, exp: iat + 60 },
	};
	const parts = [
		{ alg: 'HS256', typ: 'JWT' },
		{ ...right, ...change(right) },
	];
	const body = parts.map((part) => base64Url(JSON.stringify(part))).join('.');
	const signature = createHmac('sha256', secret).update(body).digest('base64url');
	returnTo.searchParams.set('token', `${body}.${signature}`);
	return returnTo;
}

const base64Url = (text: string) => Buffer.from(text).toString('base64url');
