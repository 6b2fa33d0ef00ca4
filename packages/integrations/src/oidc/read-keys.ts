import { InvalidError } from '@kith/kernel/errors';
import type { GuardedFetch } from '../web/index.ts';
import type { OidcSigner } from './oidc.ts';

const TIMEOUT_MS = 5000;

/** The public keys that a provider publishes. Throws `oidc.refused` for what is no such list. */
export async function readKeys(fetch: GuardedFetch, address: string): Promise<OidcSigner['keys']> {
	const answer = await fetch(address, {
		...{ method: 'GET', headers: { accept: 'application/json' } },
		signal: AbortSignal.timeout(TIMEOUT_MS),
	});
	const body: unknown = answer.status === 200 ? await answer.json() : null;
	const keys: unknown = Object(body)['keys'];
	if (!Array.isArray(keys)) throw new InvalidError('oidc.refused', { reason: 'jwks' });
	return { keys: keys.filter((key) => typeof key === 'object' && key !== null) };
}
