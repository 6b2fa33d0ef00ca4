import type { CommunityContext } from '../context.ts';
import type { OidcAttempt, OidcParty, SamlParty } from '../ports.ts';
import type { Attempt } from './attempt.ts';
import { addressesOf, secretOf } from './connections.ts';
import type { Connection, Source } from './sso.schema.ts';

const OPENID_SCOPES = ['openid', 'email', 'profile'];

type Oidc = Extract<Source, { kind: 'openid' | 'google' | 'microsoft' | 'github' }>;
type SamlSource = Extract<Source, { kind: 'saml' }>;

/** A connection as the adapter for OpenID Connect takes it; the known providers are what they are everywhere. */
export function oidcParty(ctx: CommunityContext, connection: Connection, source: Oidc): OidcParty {
	const { clientId } = source;
	const client = { clientId, clientSecret: secretOf(ctx, connection) };
	const openid = { ...client, kind: 'openid' as const, scopes: OPENID_SCOPES };
	switch (source.kind) {
		case 'google':
			return { ...openid, issuer: 'https://accounts.google.com' };
		case 'microsoft':
			return { ...openid, issuer: `https://login.microsoftonline.com/${source.tenant}/v2.0` };
		case 'github':
			return { ...client, kind: 'github', issuer: '', scopes: ['read:user', 'user:email'] };
		case 'openid': {
			const scopes = [...new Set(['openid', ...source.scopes])];
			return { ...openid, issuer: source.issuer, scopes };
		}
	}
}

/** A try as that adapter takes it. */
export function oidcAttempt(
	ctx: CommunityContext,
	{ connectionId, state, nonce, verifier }: Attempt,
): OidcAttempt {
	return { redirectUri: addressesOf(ctx, connectionId).callbackUrl, state, nonce, verifier };
}

/** A connection as the adapter for SAML takes it. */
export function samlParty(
	ctx: CommunityContext,
	{ id }: Connection,
	{ idpEntityId, ssoUrl, sloUrl = '', certificates }: SamlSource,
): SamlParty {
	const { callbackUrl, metadataUrl } = addressesOf(ctx, id);
	return { spEntityId: metadataUrl, callbackUrl, idpEntityId, ssoUrl, sloUrl, certificates };
}
