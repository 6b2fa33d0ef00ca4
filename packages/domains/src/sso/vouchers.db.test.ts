import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSeconds } from '@kith/kernel/clock';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createTestIdp, type SamlAnswer } from '@kith/testing/test-saml';
import { connect } from '@kith/testing/test-sso';
import { openBrowser } from '@kith/testing/test-staff';
import type { RequestFacts } from '../context.ts';
import { createCommunityContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { receiveAnswer } from './receive-answer.ts';
import { finishSignIn, startSignIn } from './sign-in.ts';
import type { ConnectionView } from './sso.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const visit = (browser: RequestFacts, community = here) =>
	createCommunityContext(installation.services, community.community, browser);
const start = async (connection: ConnectionView, browser: RequestFacts, community = here) => {
	const wish = { next: '/', invitation: null, test: null };
	const ctx = await visit(browser, community);
	return (await startSignIn(ctx, { connectionId: connection.id, ...wish })).url;
};
const end = async (connection: ConnectionView, browser: RequestFacts, query: string) =>
	finishSignIn(await visit(browser), { connectionId: connection.id, query });
const trusted = { isTrusted: true, domains: ['acme.example'] };

const idp = createTestIdp();
const connectSaml = async (community = here) => {
	const api = communityCaller(await community.as(await founderOf(community)));
	const read = await api.sso.readMetadata({ xml: idp.metadata });
	return connect(community, { source: { kind: 'saml', ...read }, secret: null, ...trusted });
};

/** A browser's way through SAML, with an answer that is right but for `change`. */
async function throughSaml(
	connection: ConnectionView,
	change: (right: Told) => Partial<SamlAnswer> = () => ({}),
	browser = openBrowser(),
) {
	const { id, relayState } = idp.request(await start(connection, browser));
	const { metadataUrl: audience, callbackUrl: recipient } = connection;
	const right = { requestId: id, audience, recipient };
	const attributes = { mail: [`${newId()}@acme.example`], groups: ['staff', 'keepers'] };
	const answer = idp.answer({ ...right, nameId: newId(), attributes, ...change(right) });
	return { browser, answer, relayState };
}
type Told = Pick<SamlAnswer, 'requestId' | 'audience' | 'recipient'>;

const post = async (
	connection: ConnectionView,
	{ answer, relayState }: { answer: string; relayState: string },
	community = here,
) => {
	const form = new URLSearchParams({ SAMLResponse: answer, RelayState: relayState });
	// A post from another site brings no cookie.
	const ctx = await visit(openBrowser(), community);
	const { url } = await receiveAnswer(ctx, { connectionId: connection.id, form });
	return new URL(url).search.slice(1);
};

/** What the browser that asked is told in the end. */
const outcomeOfWay = async (connection: ConnectionView, way: Way) =>
	outcomeOf(end(connection, way.browser, await post(connection, way)));
type Way = Awaited<ReturnType<typeof throughSaml>>;

test('a signed answer of SAML signs in, once, and only the browser that asked', async () => {
	const connection = await connectSaml();
	const way = await throughSaml(connection);
	const query = await post(connection, way);
	expect(await outcomeOf(end(connection, openBrowser(), query))).toBe('sso.attempt_gone');
	const { cookie } = way.browser;
	const twin = { ...openBrowser(), cookie };
	expect(await end(connection, way.browser, query)).toMatchObject({ standing: 'member' });
	expect((await visit(way.browser)).viewer?.email).toMatch(/@acme\.example$/);
	expect(await outcomeOf(end(connection, twin, query))).toBe('sso.attempt_gone');
	const again = await post(connection, way);
	expect(await outcomeOf(end(connection, twin, again))).toBe('sso.attempt_gone');
});

test('an assertion that signed somebody in does so never again, in no other try', async () => {
	const connection = await connectSaml();
	const assertionId = `_${newId()}`;
	const first = await throughSaml(connection, () => ({ assertionId }));
	await end(connection, first.browser, await post(connection, first));
	const second = await throughSaml(connection, () => ({ assertionId }));
	const query = await post(connection, second);
	expect(await outcomeOf(end(connection, second.browser, query))).toBe('sso.attempt_gone');
});

const minutes = (count: number) => addSeconds(new Date(), count * 60);
const SHA1 = 'http://www.w3.org/2000/09/xmldsig#sha1';
const WRONG: Readonly<Record<string, (right: Told) => Partial<SamlAnswer>>> = {
	'is not signed': () => ({ isSigned: false }),
	'is for another audience': () => ({ audience: 'https://evil.example' }),
	'is for another address': () => ({ recipient: 'https://evil.example/acs' }),
	'is of another issuer': () => ({ issuer: 'https://evil.example' }),
	'answers another request': () => ({ requestId: '_made-up' }),
	'answers another request than its frame says': ({ requestId }) => ({
		...{ requestId: '_made-up', framedRequestId: requestId },
	}),
	'is over': () => ({ issuedAt: minutes(-9), endsAt: minutes(-3) }),
	'is not true yet': () => ({ issuedAt: minutes(5) }),
	'is an hour old': () => ({ issuedAt: minutes(-60), endsAt: minutes(60) }),
	'is signed weakly': () => ({
		algorithms: { signature: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', digest: SHA1 },
	}),
};

test.each(Object.entries(WRONG))('an answer that %s is refused', async (_, change) => {
	const connection = await connectSaml();
	expect(await outcomeOfWay(connection, await throughSaml(connection, change))).toBe(
		'saml.refused',
	);
});

test('a clock that is half a minute wrong is forgiven', async () => {
	const connection = await connectSaml();
	const way = await throughSaml(connection, () => ({ issuedAt: addSeconds(new Date(), 30) }));
	expect(await post(connection, way)).toContain('ticket=');
});

test('an answer that was changed, signed by others, or declares types is refused', async () => {
	const connection = await connectSaml();
	let way = await throughSaml(connection, () => ({ nameId: 'mia' }));
	const xml = Buffer.from(way.answer, 'base64').toString('utf8');
	const asAnswer = (text: string) => ({ ...way, answer: Buffer.from(text).toString('base64') });
	for (const changed of [
		xml.replace('>mia<', '>ada<'),
		xml.replace('keepers', 'owners'),
		`<!DOCTYPE r [<!ENTITY e "x">]>${xml}`,
		xml.replace(/<ds:Signature[\s\S]*<\/ds:Signature>|<Signature[\s\S]*<\/Signature>/, ''),
		'',
		'<no',
	]) {
		way = await throughSaml(connection);
		expect(await outcomeOfWay(connection, asAnswer(changed))).toBe('saml.refused');
	}
	const other = createTestIdp(idp.entityId);
	const browser = openBrowser();
	const asked = idp.request(await start(connection, browser));
	const answer = other.answer({ ...asked, requestId: asked.id });
	expect(await outcomeOfWay(connection, { ...asked, browser, answer })).toBe('saml.refused');
});

test('what a refusal says is for the browser that asked, and for its own try alone', async () => {
	const connection = await connectSaml();
	const unsigned = () => throughSaml(connection, () => ({ isSigned: false }));
	const [mine, theirs] = [await unsigned(), await unsigned()];
	const query = await post(connection, mine);
	expect(query).toContain('refusal=');
	expect(await outcomeOf(end(connection, theirs.browser, query))).toBe('sso.attempt_gone');
	const mixed = new URLSearchParams(query);
	mixed.set('state', theirs.relayState);
	expect(await outcomeOf(end(connection, theirs.browser, mixed.toString()))).toBe(
		'sso.attempt_gone',
	);
	expect(await outcomeOf(end(connection, mine.browser, query))).toBe('saml.refused');
});

test('an answer to one community is nothing in another, though both trust the same provider', async () => {
	const [ours, theirs] = [await connectSaml(), await connectSaml(there)];
	const way = await throughSaml(ours);
	expect(await post(theirs, way, there)).toContain('refusal=');
	expect(await outcomeOf(post(ours, way, there))).toBe('sso.not_found');
});

const SHARED = 'a secret of thirty-two characters';
const connectToken = (change: object = {}) =>
	connect(here, {
		source: {
			...{ kind: 'token', loginUrl: 'https://acme.example/login?x=1', algorithm: 'HS256' },
			...{ publicKey: '', ...change },
		},
		secret: 'publicKey' in change ? null : SHARED,
	});

type Claims = { [name: string]: unknown; iat: number; exp: number };

/** What a customer's login page makes of the address it was reached at. */
async function tokenFor(
	address: string,
	change: (claims: Claims) => object = () => ({}),
	{ alg = 'HS256', key = new TextEncoder().encode(SHARED) as Uint8Array | KeyObject } = {},
) {
	const { searchParams } = new URL(address);
	const returnTo = new URL(searchParams.get('return_to') ?? '');
	const iat = Math.floor(installation.services.clock.now().getTime() / 1000);
	const claims = {
		...{ sub: newId(), email: `${newId()}@acme.example`, email_verified: true, name: 'Nora' },
		...{ aud: returnTo.origin, nonce: searchParams.get('nonce'), jti: newId() },
		...{ iat, exp: iat + 60 },
	};
	const token = await new SignJWT({ ...claims, ...change(claims) })
		.setProtectedHeader({ alg })
		.sign(key);
	returnTo.searchParams.set('token', token);
	return returnTo.search.slice(1);
}

test.each(['HS256', 'EdDSA'])('a token signed with %s signs in, once', async (alg) => {
	const { privateKey, publicKey } = generateKeyPairSync('ed25519');
	const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
	const isShared = alg === 'HS256';
	const connection = await connectToken(isShared ? {} : { algorithm: alg, publicKey: pem });
	const browser = openBrowser();
	const address = await start(connection, browser);
	expect(address).toContain('https://acme.example/login?x=1&nonce=');
	const key = isShared ? new TextEncoder().encode(SHARED) : privateKey;
	const query = await tokenFor(address, () => ({ jti: 'one' }), { alg, key });
	expect(await end(connection, browser, query)).toMatchObject({ standing: 'member' });
	const again = await start(connection, browser);
	const repeated = await tokenFor(again, () => ({ jti: 'one' }), { alg, key });
	expect(await outcomeOf(end(connection, browser, repeated))).toBe('sso.bad_token');
});

const BAD: Readonly<Record<string, (claims: Claims) => object>> = {
	'for another community': () => ({ aud: 'https://other.example' }),
	'of another try': () => ({ nonce: 'made up' }),
	'without a name of its own': () => ({ jti: undefined }),
	'that lasts an hour': ({ iat }) => ({ exp: iat + 3600 }),
	'that is over': ({ iat }) => ({ iat: iat - 120, exp: iat - 60 }),
	'from the future': ({ iat }) => ({ iat: iat + 600, exp: iat + 660 }),
};

test.each(Object.entries(BAD))('a token %s is refused', async (_, change) => {
	const connection = await connectToken();
	const browser = openBrowser();
	const query = await tokenFor(await start(connection, browser), change);
	expect(await outcomeOf(end(connection, browser, query))).toBe('sso.bad_token');
});

test('a token signed by others, in another way or not at all is refused', async () => {
	const connection = await connectToken();
	const { privateKey } = generateKeyPairSync('ed25519');
	const key = new TextEncoder().encode('another secret, of as many signs');
	for (const by of [{ key }, { alg: 'EdDSA', key: privateKey }]) {
		const browser = openBrowser();
		const query = await tokenFor(await start(connection, browser), undefined, by);
		expect(await outcomeOf(end(connection, browser, query))).toBe('sso.bad_token');
	}
	const browser = openBrowser();
	const query = new URLSearchParams(await tokenFor(await start(connection, browser)));
	const [, body] = (query.get('token') ?? '').split('.');
	const none = Buffer.from('{"alg":"none"}').toString('base64url');
	query.set('token', `${none}.${body}.`);
	expect(await outcomeOf(end(connection, browser, query.toString()))).toBe('sso.bad_token');
});
