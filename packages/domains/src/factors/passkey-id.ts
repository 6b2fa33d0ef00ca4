import { createHash } from 'node:crypto';

/** The row that a credential is kept in: a UUID (version 8, RFC 9562) made from the credential's own id. */
export function passkeyIdOf(credentialId: string): string {
	const hex = createHash('sha256').update(credentialId).digest('hex');
	const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`];
	return [...parts, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
