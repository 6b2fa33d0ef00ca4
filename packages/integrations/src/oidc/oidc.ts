/** A provider that signs people in over OpenID Connect, or as GitHub does it. */
export type OidcParty = {
	kind: 'openid' | 'github';
	/** Where discovery begins; of no meaning for GitHub. */
	issuer: string;
	clientId: string;
	clientSecret: string;
	scopes: readonly string[];
};

/** What ties an answer to the question: kept by the browser that asked. */
export type OidcAttempt = {
	redirectUri: string;
	state: string;
	nonce: string;
	/** The secret behind the PKCE challenge. */
	verifier: string;
};

export type Claims = Record<string, unknown>;

export interface Oidc {
	/** Where the browser goes. Throws `oidc.unreachable` and `oidc.refused`. */
	authorize(party: OidcParty, attempt: OidcAttempt): Promise<string>;
	/**
	 * What the provider says of the person whom the query of the callback brought back. Throws `oidc.cancelled`,
	 * `oidc.unreachable`, and `oidc.refused` with the reason.
	 */
	claims(party: OidcParty, attempt: OidcAttempt, query: string): Promise<Claims>;
	/** Where the browser ends its session at the provider; null where the provider offers nothing. */
	logout(party: OidcParty, returnTo: string): Promise<string | null>;
}
