/** What the domains need of the world outside; apps/server wires an adapter or its local stand-in to each. */

import type { Stripe } from 'stripe';

/** Stripe's own SDK, at Stripe or at the local stand-in: its wire is the port. */
export type Payments = Stripe;

export type OutgoingMail = {
	/** Same key, same mail: a retry never sends twice. At most 256 characters. */
	idempotencyKey: string;
	from: { name: string; address: string };
	to: string;
	replyTo?: string;
	subject: string;
	html: string;
	text: string;
	headers?: Record<string, string>;
	/** What the vendor says of the mail later comes with it: letters, digits, `_` and `-`. */
	tags?: Record<string, string>;
};

export interface Mailer {
	/**
	 * Throws InvalidError `mail.rejected` for what will never be taken, with the reason `invalid_idempotent_request`
	 * when another mail was sent under the key; UnavailableError when trying again with the same key may help.
	 */
	send(mail: OutgoingMail): Promise<{ id: string }>;
	/** Up to 100 mails in one request under one key; says of each what became of it, in their order. */
	sendBatch(
		idempotencyKey: string,
		mails: readonly Omit<OutgoingMail, 'idempotencyKey'>[],
	): Promise<({ id: string } | { refused: string })[]>;
	/** Asks the vendor to write to an address again that it keeps from mail since it bounced or complained. */
	release(address: string): Promise<void>;
}

export type StoredBlob = {
	body: ReadableStream<Uint8Array>;
	size: number;
	contentType: string;
};

/** Bytes from `start` to `end`, both included. */
export type ByteRange = { start: number; end: number };

export interface BlobStore {
	put(
		key: string,
		body: Uint8Array | ReadableStream<Uint8Array>,
		options: { contentType: string },
	): Promise<void>;
	get(key: string, range?: ByteRange): Promise<StoredBlob | null>;
	delete(key: string): Promise<void>;
	list(prefix: string, options: { limit: number }): Promise<{ key: string }[]>;
}

/** What a file is by its first bytes, whatever it calls itself; null for what has no marks, such as plain text. */
export interface FileTyper {
	(head: Uint8Array): Promise<string | null>;
}

export type ImageVariant = {
	name: 'full' | 'medium' | 'thumb';
	width: number;
	height: number;
	bytes: Uint8Array;
	mime: 'image/webp';
};

export interface ImageReader {
	(bytes: Uint8Array): Promise<{
		width: number;
		height: number;
		variants: ImageVariant[];
		thumbhash: Uint8Array;
	}>;
}

/** A picture of ours that was made already, as AVIF in sizes that it is kept in, and its hash. */
export interface AvifMaker {
	(
		full: Uint8Array,
		names: readonly ImageVariant['name'][],
	): Promise<{
		files: { name: ImageVariant['name']; bytes: Uint8Array }[];
		thumbhash: Uint8Array;
	}>;
}

/** What a film says of itself; width and height as it is shown. */
export type FilmFacts = { durationMs: number; width: number; height: number; codec: string };

/** Probes a film of which any part can be read, `end` not included; null for what says nothing of itself. */
export interface FilmReader {
	(source: {
		size: number;
		read: (start: number, end: number) => Promise<Uint8Array>;
	}): Promise<FilmFacts | null>;
}

/** Why a file's words are not known: it has none, or what came in the way. */
export type Unread = 'none' | 'size' | 'time' | 'memory' | 'locked' | 'broken';

/** The words of a document, at most 200 KB of them in one line; a hostile one costs nothing but its own reading. */
export interface TextReader {
	(bytes: Uint8Array): Promise<{ text: string } | { refused: Unread }>;
}

/** What a page of the web says of itself. */
export type PageFacts = {
	title: string;
	description: string;
	site: string;
	pictureUrl: string | null;
};

/** Reads the open web, and nothing behind a private address; null for what cannot be had or is not what was asked for. */
export interface Web {
	page(url: string): Promise<PageFacts | null>;
	picture(url: string): Promise<Uint8Array | null>;
}

export type BusMessage = {
	topic: string;
	communityId: string | null;
	data: Record<string, unknown>;
};

export interface Bus {
	publish(message: BusMessage): Promise<void>;
	subscribe(listener: (message: BusMessage) => void): () => void;
	/** Calls back after a gap in which messages may have been lost. */
	onReconnect(listener: () => void): () => void;
}

/** A provider that signs people in over OpenID Connect, or as GitHub does it. */
export type OidcParty = {
	kind: 'openid' | 'github';
	issuer: string;
	clientId: string;
	clientSecret: string;
	scopes: readonly string[];
};

/** What ties a provider's answer to our question. */
export type OidcAttempt = { redirectUri: string; state: string; nonce: string; verifier: string };

/** What came back with somebody: what is said of them, and the signed token that says so, where there is one. */
export type OidcAnswer = {
	claims: Record<string, unknown>;
	idToken: string | null;
	sid: string | null;
};

/** Who signs at a provider: its own name, and its public keys. */
export type OidcSigner = { issuer: string; keys: { keys: Record<string, unknown>[] } };

/** Talks to such providers; throws `oidc.unreachable`, `oidc.refused` with a reason, and `oidc.cancelled`. */
export interface Oidc {
	authorize(party: OidcParty, attempt: OidcAttempt): Promise<string>;
	/** What the provider says of the person whom the query of the callback brought back. */
	answer(party: OidcParty, attempt: OidcAttempt, query: string): Promise<OidcAnswer>;
	/** Where the browser ends its session there; null where nothing is offered. */
	logout(
		party: OidcParty,
		leaving: { returnTo: string; idToken: string | null },
	): Promise<string | null>;
	/** What the provider is called and signs with now; asked anew when it is to be `fresh`. */
	signer(party: OidcParty, how?: { fresh: boolean }): Promise<OidcSigner>;
}

/** An identity provider of SAML 2.0 and we, as its service provider. */
export type SamlParty = {
	spEntityId: string;
	callbackUrl: string;
	idpEntityId: string;
	ssoUrl: string;
	certificates: readonly string[];
	sloUrl: string;
};

/** Whose session at the provider: what it called them, and it. */
export type SamlSession = { nameId: string; nameIdFormat: string; sessionIndex: string };

/** What a signed answer says of a person. */
export type SamlPerson = SamlSession & {
	assertionId: string;
	attributes: Record<string, unknown>;
};

/** Speaks SAML; throws `saml.refused` with a reason, and `saml.bad_metadata`. */
export interface Saml {
	authorize(party: SamlParty, request: { requestId: string; state: string }): Promise<string>;
	person(party: SamlParty, answer: { response: string; requestId: string }): Promise<SamlPerson>;
	metadata(us: Pick<SamlParty, 'spEntityId' | 'callbackUrl'>): string;
	/** Where the browser asks the provider to end a session. */
	logout(party: SamlParty, session: SamlSession, requestId: string): Promise<string>;
	readMetadata(xml: string): {
		idpEntityId: string;
		ssoUrl: string;
		sloUrl: string;
		certificates: string[];
	};
}
