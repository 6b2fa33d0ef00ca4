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

/** What came back with somebody: what is said of them, and the signed token that says so, where there is one. */
export type OidcAnswer = { claims: Claims; idToken: string | null; sid: string | null };

/** Who signs at a provider: its own name, and its public keys as they are published. */
export type OidcSigner = { issuer: string; keys: { keys: Record<string, unknown>[] } };

export interface Oidc {
	/** Where the browser goes. Throws `oidc.unreachable` and `oidc.refused`. */
	authorize(party: OidcParty, attempt: OidcAttempt): Promise<string>;
	/**
	 * What the provider says of the person whom the query of the callback brought back. Throws `oidc.cancelled`,
	 * `oidc.unreachable`, and `oidc.refused` with the reason.
	 */
	answer(party: OidcParty, attempt: OidcAttempt, query: string): Promise<OidcAnswer>;
	/**
	 * Where the browser ends its session at the provider, which is reminded whose by the token it gave; null where the
	 * provider offers nothing.
	 */
	logout(
		party: OidcParty,
		leaving: { returnTo: string; idToken: string | null },
	): Promise<string | null>;
	/** What the provider is called and signs with now; asked anew when it is to be `fresh`. */
	signer(party: OidcParty, how?: { fresh: boolean }): Promise<OidcSigner>;
}
