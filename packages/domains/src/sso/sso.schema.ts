import * as z from 'zod';
import { Email, SignInResult } from '../identity/identity.schema.ts';
import { LocalPath } from '../communities/communities.schema.ts';

export const CONNECTION_KINDS = [
	'openid',
	'google',
	'microsoft',
	'github',
	'saml',
	'token',
] as const;
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

/** As many connections as a community may have, enabled or not. */
export const MOST_CONNECTIONS = 10;
export const MOST_RULES = 30;

const WebAddress = z.url({ protocol: /^https?$/ }).max(500);
const ClientId = z.string().trim().min(1).max(300);
const ClaimName = z.string().trim().max(200);

/** Who vouches, and how they are asked. */
export const Source = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('openid'),
		issuer: WebAddress,
		clientId: ClientId,
		scopes: z.array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/)).max(20),
	}),
	z.strictObject({ kind: z.literal('google'), clientId: ClientId }),
	z.strictObject({
		kind: z.literal('microsoft'),
		clientId: ClientId,
		/** A directory's id or domain, or `organizations` for all of them. */
		tenant: z.string().regex(/^[\w.-]{1,100}$/),
	}),
	z.strictObject({ kind: z.literal('github'), clientId: ClientId }),
	z.strictObject({
		kind: z.literal('saml'),
		idpEntityId: z.string().trim().min(1).max(500),
		ssoUrl: WebAddress,
		/** Where browsers end their session; left out where the provider offers nothing. */
		sloUrl: WebAddress.optional(),
		certificates: z.array(z.string().trim().min(1).max(8000)).min(1).max(5),
	}),
	z.strictObject({
		kind: z.literal('token'),
		loginUrl: WebAddress,
		algorithm: z.enum(['HS256', 'EdDSA']),
		/** PEM, for EdDSA; a shared secret is kept sealed. */
		publicKey: z.string().trim().max(2000),
	}),
]);
export type Source = z.infer<typeof Source>;

/**
 * What a claim brings: a role, a private space, or with both of them a role in that space, whoever may enter it; or,
 * instead of these, a tier, for as long as the claim says so.
 */
export const MappingRule = z.strictObject({
	claim: ClaimName.min(1),
	value: z.string().trim().min(1).max(200),
	roleId: z.uuid().nullable(),
	spaceId: z.uuid().nullable(),
	tierId: z.uuid().nullable().default(null),
});
export type MappingRule = z.infer<typeof MappingRule>;

/** What the claims are called; empty for the usual name. */
export const ClaimNames = z.strictObject({ id: ClaimName, email: ClaimName, name: ClaimName });

/**
 * Whom a connection lets in: members only, strangers as the community's rules for joining say, or everybody at once,
 * as an invitation would.
 */
export const Admission = z.enum(['known', 'rules', 'direct']);

const Domain = z
	.string()
	.trim()
	.toLowerCase()
	.max(253)
	.regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/);

const Fields = {
	name: z.string().trim().min(1).max(60),
	source: Source,
	claims: ClaimNames,
	/** People with addresses of these domains are led here. */
	domains: z.array(Domain).max(20),
	/** Whether it is believed that an address of those domains is the person's own. */
	isTrusted: z.boolean(),
	admission: Admission,
	rules: z.array(MappingRule).max(MOST_RULES),
	/** Whether leaving offers to end the session there, too. */
	logsOut: z.boolean(),
};

/** A connection as the community's settings hold it. */
export const Connection = z.strictObject({
	...{ ...Fields, id: z.uuid(), version: z.int() },
	isEnabled: z.boolean(),
	/** Whether nobody signs in by mail or password; of no effect while it is not enabled. */
	isOnly: z.boolean(),
	sealedSecret: z.string().nullable(),
	createdAt: z.iso.datetime(),
});
export type Connection = z.infer<typeof Connection>;

export const SSO = 'sso';
export const Connections = z.record(z.string(), Connection);
export type Connections = z.infer<typeof Connections>;

const Secret = z.string().min(1).max(4000);

export const CreateConnection = z.strictObject({
	...Fields,
	/** Made by the client before the first try, so that a retry creates nothing twice. */
	id: z.uuid(),
	secret: Secret.nullable(),
});
export type CreateConnection = z.infer<typeof CreateConnection>;

export const UpdateConnection = z.strictObject({
	...Fields,
	connectionId: z.uuid(),
	version: z.int(),
	/** Null leaves the one there is. */
	secret: Secret.nullable(),
});
export type UpdateConnection = z.infer<typeof UpdateConnection>;

export const ConnectionRef = z.strictObject({ connectionId: z.uuid() });
export type ConnectionRef = z.infer<typeof ConnectionRef>;

export const SwitchConnection = ConnectionRef.extend({
	isEnabled: z.boolean(),
	isOnly: z.boolean(),
});
export type SwitchConnection = z.infer<typeof SwitchConnection>;

/** A connection as the studio shows it: with everything but its secret. */
export const ConnectionView = Connection.omit({ sealedSecret: true }).extend({
	hasSecret: z.boolean(),
	/** What the provider is told: where the browser comes back, and for SAML what we are called. */
	callbackUrl: z.string(),
	metadataUrl: z.string(),
	/** Where it says that somebody signed out there, and where a browser comes back to that signed out there. */
	...{ backChannelUrl: z.string(), logoutUrl: z.string() },
});
export type ConnectionView = z.infer<typeof ConnectionView>;

/** What removing a connection would do. */
export const RemovalPlan = z.strictObject({
	/** People who are linked to it, and sign in by mail from then on. */
	linked: z.int(),
	/** Members who lose a role or a space that its rules gave. */
	mapped: z.int(),
	/** Members who lose a membership that its rules gave. */
	given: z.int(),
});
export type RemovalPlan = z.infer<typeof RemovalPlan>;

export const MetadataText = z.strictObject({ xml: z.string().min(1).max(300_000) });
export type MetadataText = z.infer<typeof MetadataText>;
export const ReadMetadata = z.strictObject({
	idpEntityId: z.string(),
	...{ ssoUrl: z.string(), sloUrl: z.string() },
	certificates: z.array(z.string()),
});
export type ReadMetadata = z.infer<typeof ReadMetadata>;

export const TestRef = z.strictObject({ test: z.string().min(10).max(100) });

/** Why an answer was not taken, as far as somebody can do something about it. */
export const TestWhy = z.enum([
	...(['signature', 'algorithm', 'audience', 'expired', 'early', 'issuer', 'other_try'] as const),
	...(['repeated', 'lifetime', 'missing', 'encrypted', 'denied', 'unreadable'] as const),
]);
export type TestWhy = z.infer<typeof TestWhy>;

/** What a test met with: the claims as they came, what was made of them, and what the rules would give. */
export const TestReport = z.strictObject({
	connectionId: z.uuid(),
	/** Null when it worked; else a stable code, why where that is known, and what the other side said. */
	failure: z
		.strictObject({ code: z.string(), why: TestWhy.nullable(), reason: z.string() })
		.nullable(),
	claims: z.array(z.strictObject({ name: z.string(), value: z.string() })),
	person: z
		.strictObject({ id: z.string(), email: z.string(), name: z.string(), isVouched: z.boolean() })
		.nullable(),
	roles: z.array(z.string()),
	spaces: z.array(z.string()),
	tiers: z.array(z.string()).default([]),
	rolesInSpaces: z.array(z.strictObject({ role: z.string(), space: z.string() })),
	/** What a sign-in would lead to. */
	outcome: z.enum(['known', 'new', 'by_code', 'no_account', 'no_email']).nullable(),
});
export type TestReport = z.infer<typeof TestReport>;

/** What the sign-in page offers. */
export const Doors = z.strictObject({
	isOnly: z.boolean(),
	doors: z.array(
		z.strictObject({ connectionId: z.uuid(), kind: z.enum(CONNECTION_KINDS), name: z.string() }),
	),
});
export type Doors = z.infer<typeof Doors>;

export const DoorOf = z.strictObject({ email: Email });

/** Somebody whom a provider has named and who has still to prove their address. */
export const Pending = z.strictObject({ email: z.string(), connection: z.string() });

export const ConfirmLink = z.strictObject({
	code: z
		.string()
		.max(40)
		.transform((text) => text.replace(/\D/g, ''))
		.pipe(z.string().length(6)),
});
export type ConfirmLink = z.infer<typeof ConfirmLink>;

/** Where somebody goes who asked to sign in. */
export const StartSignIn = z.strictObject({
	connectionId: z.uuid(),
	next: LocalPath,
	invitation: z.string().max(100).nullable(),
	test: z.string().max(1000).nullable(),
});
export type StartSignIn = z.infer<typeof StartSignIn>;

/** Somebody who is in: with a session, as a member or on the way to it. */
export const Inside = SignInResult.extend({ to: z.literal('inside'), next: z.string() });
export type Inside = z.infer<typeof Inside>;

/** What signing in led to. */
export type Arrival = Inside | { to: 'studio'; url: string } | { to: 'confirm' };
