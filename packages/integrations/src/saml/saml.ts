/** An identity provider of SAML 2.0 and we, as its service provider. */
export type SamlParty = {
	/** Who we are to the provider: the address of our metadata. */
	spEntityId: string;
	/** Where the browser brings the answer. */
	callbackUrl: string;
	idpEntityId: string;
	/** Where the browser goes, over HTTP-Redirect. */
	ssoUrl: string;
	/** The provider's certificates, PEM or bare base64; an answer signed by any of them is taken. */
	certificates: readonly string[];
	/** Where the browser goes to end its session, over HTTP-Redirect; empty where the provider offers nothing. */
	sloUrl: string;
};

/** Whose session at the provider: what it called them, and it; empty where it said nothing. */
export type SamlSession = { nameId: string; nameIdFormat: string; sessionIndex: string };

/** What an answer says of a person. Attributes with several values are lists. */
export type SamlPerson = SamlSession & {
	/** Names this assertion among all of the provider's. */
	assertionId: string;
	attributes: Record<string, unknown>;
};

/** What a provider says of itself in its metadata. */
export type SamlMetadata = {
	idpEntityId: string;
	ssoUrl: string;
	/** Empty where there is none over HTTP-Redirect. */
	sloUrl: string;
	certificates: string[];
};

export interface Saml {
	/** Where the browser goes; the answer must name `requestId` and bring `state` back. */
	authorize(party: SamlParty, request: { requestId: string; state: string }): Promise<string>;
	/**
	 * The person in a signed answer to `requestId`, for us, here and now. Throws `saml.refused` with the reason, and
	 * why in one word, for everything else.
	 */
	person(party: SamlParty, answer: { response: string; requestId: string }): Promise<SamlPerson>;
	/** Where the browser asks the provider to end a session. */
	logout(party: SamlParty, session: SamlSession, requestId: string): Promise<string>;
	/** Our own metadata, as XML. */
	metadata(us: Pick<SamlParty, 'spEntityId' | 'callbackUrl'>): string;
	/** Reads a provider's metadata; throws `saml.bad_metadata`. */
	readMetadata(xml: string): SamlMetadata;
}
