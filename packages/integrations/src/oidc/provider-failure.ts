import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { AppError, InvalidError, UnavailableError } from '@kith/kernel/errors';

/** A failure of the protocol as ours: a stable code, and a reason that an admin can act on. */
export function providerFailure(cause: unknown): Error {
	if (cause instanceof AppError) return cause;
	if (cause instanceof AuthorizationResponseError && cause.error === 'access_denied')
		return new InvalidError('oidc.cancelled', {}, { cause });
	if (cause instanceof AuthorizationResponseError || cause instanceof ResponseBodyError)
		return refused([cause.error, cause.error_description], cause);
	const chain = causesOf(cause);
	const isOfProtocol = chain.some((one) => one instanceof ClientError);
	const way = chain.find(({ name, code }) => WAYS.test(`${name} ${String(code)}`));
	if (isOfProtocol && !way) return refused([chain.at(-1)?.message], cause);
	const reason = way?.name === 'RefusedAddress' ? 'address' : 'network';
	return new UnavailableError('oidc.unreachable', { reason }, { cause });
}

/** What fails on the way to a provider, before it has said anything. */
const WAYS = /RefusedAddress|TimeoutError|AbortError|\bE[A-Z]{4,20}|UND_ERR|OAUTH_TIMEOUT/;

function causesOf(error: unknown): (Error & { code?: unknown })[] {
	const chain: Error[] = [];
	for (let one = error; one instanceof Error && chain.length < 10; one = one.cause) chain.push(one);
	return chain;
}

function refused(words: readonly (string | undefined)[], cause: unknown): InvalidError {
	const reason = words.filter((word) => word !== undefined && word !== '').join(': ');
	return new InvalidError('oidc.refused', { reason: reason.slice(0, 200) }, { cause });
}
