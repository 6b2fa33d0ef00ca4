import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { signedIn, withApp } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { startTestProvider, type TestProvider } from '@kith/testing/test-oidc';
import { createTestIdp } from '@kith/testing/test-saml';
import { connect } from '@kith/testing/test-sso';
import { openBrowser } from '@kith/testing/test-staff';
import type { RequestFacts } from '../context.ts';
import { createCommunityContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { renewSession, selfOf } from '../realm.ts';
import { endSessionsBy } from './back-channel.ts';
import { leaveBy } from './leave.ts';
import { receiveAnswer } from './receive-answer.ts';
import { finishSignIn, startSignIn } from './sign-in.ts';
import type { ConnectionView } from './sso.schema.ts';

let installation: TestInstallation;
let provider: TestProvider;
let here: TestCommunity;
let there: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	provider = await startTestProvider();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
});
beforeEach(() => {
	provider.forged = {};
});
afterAll(async () => {
	await provider.stop();
	await installation.close();
});

const visit = (browser: RequestFacts, community = here) =>
	createCommunityContext(installation.services, community.community, browser);
const open = (community = here, logsOut = true) =>
	connect(community, {
		source: { kind: 'openid', issuer: provider.issuer, clientId: 'kith', scopes: [] },
		logsOut,
	});
const wish = { next: '/', invitation: null, test: null };

/** Comes in by the provider as `sub`, in a session that it calls `sid`; says who is there now. */
async function comeIn(
	connection: ConnectionView,
	{ sub, sid }: { sub: string; sid: string },
	community = here,
): Promise<RequestFacts> {
	provider.says = { sub, sid, email: `${sub}@acme.example`, email_verified: true };
	const browser = openBrowser();
	const { id: connectionId } = connection;
	const { url } = await startSignIn(await visit(browser, community), { connectionId, ...wish });
	const query = (await provider.visit(url)).search.slice(1);
	await finishSignIn(await visit(browser, community), { connectionId, query });
	return browser;
}
const isIn = async (browser: RequestFacts, community = here) =>
	(await visit(browser, community)).actor.kind === 'member';
const end = async (
	{ id: connectionId }: Pick<ConnectionView, 'id'>,
	said: Record<string, unknown>,
	{ community = here, kid }: { community?: TestCommunity; kid?: string } = {},
) => {
	const token = await provider.logoutToken(said, kid);
	return outcomeOf(endSessionsBy(await visit(openBrowser(), community), { connectionId, token }));
};

test('who leaves here is led to the provider with the token that reminds it whose session it is', async () => {
	const connection = await open();
	const browser = await comeIn(connection, { sub: newId(), sid: newId() });
	const door = await communityCaller(await visit(browser)).sso.takeDoor();
	expect(door).toEqual({ connectionId: connection.id, name: 'Acme' });
	const { url } = await leaveBy(await visit(browser), connection.id);
	const asked = new URL(url);
	expect(asked.origin + asked.pathname).toBe(`${provider.issuer}/endsession`);
	expect(asked.searchParams.get('post_logout_redirect_uri')).toBe(`${here.community.origin}/`);
	expect(asked.searchParams.get('id_token_hint')?.split('.')).toHaveLength(3);
	expect((await provider.visit(url)).href).toBe(`${here.community.origin}/`);
	// Said once: the next who uses this browser is not taken for them.
	const again = new URL((await leaveBy(await visit(browser), connection.id)).url);
	expect(again.searchParams.has('id_token_hint')).toBe(false);
});

test('where it is not switched on, nothing is offered and nothing remembered', async () => {
	const connection = await open(here, false);
	const browser = await comeIn(connection, { sub: newId(), sid: newId() });
	expect(await communityCaller(await visit(browser)).sso.takeDoor()).toBeNull();
	expect(browser.cookie).not.toMatch(/kith-sso-door=[\w-]{20}/);
});

test('what the provider says of one session ends that one here, by whichever name it calls it', async () => {
	const connection = await open();
	const [sub, one, two] = [newId(), newId(), newId()];
	const [first, second] = [
		await comeIn(connection, { sub, sid: one }),
		await comeIn(connection, { sub, sid: two }),
	];
	const byMail = await signedIn(installation, here, `${sub}@acme.example`);
	expect(await end(connection, { sub, sid: one })).toBe('done');
	expect([await isIn(first), await isIn(second), await isIn(byMail)]).toEqual([false, true, true]);
	expect(await end(connection, { sid: two })).toBe('done');
	expect([await isIn(second), await isIn(byMail)]).toEqual([false, true]);
});

test('of a person without a session of theirs it ends all that this connection opened, and no other', async () => {
	const [connection, another] = [await open(), await open()];
	const sub = newId();
	const [one, two] = [
		await comeIn(connection, { sub, sid: newId() }),
		await comeIn(connection, { sub, sid: newId() }),
	];
	const elsewise = await comeIn(another, { sub, sid: newId() });
	const stranger = await comeIn(connection, { sub: newId(), sid: newId() });
	const far = await open(there);
	const farAway = await comeIn(far, { sub, sid: newId() }, there);
	// A proof gives a session another token; it is still the one that the connection opened.
	const ctx = await visit(one);
	await renewSession(ctx, selfOf(ctx), { alone: false });
	expect(await isIn(one)).toBe(true);
	expect(await end(connection, { sub })).toBe('done');
	const left = await Promise.all([one, two, elsewise, stranger].map((browser) => isIn(browser)));
	expect(left).toEqual([false, false, true, true]);
	expect(await isIn(farAway, there)).toBe(true);
	expect(await end(connection, { sub: newId() })).toBe('done');
});

test('who shows a second factor after the provider has vouched has a session that it ends', async () => {
	const connection = await open();
	const [sub, sid] = [newId(), newId()];
	const first = await comeIn(connection, { sub, sid: newId() });
	const { recoveryCodes } = await withApp(installation, here, first);
	const browser = await comeIn(connection, { sub, sid });
	expect(await isIn(browser)).toBe(false);
	const code = recoveryCodes[0] ?? '';
	await communityCaller(await visit(browser)).identity.signInWithSecond({ code });
	expect(await isIn(browser)).toBe(true);
	const marks = here.db.selectFrom('authVerifications').select(['identifier', 'value']);
	expect(JSON.stringify(await marks.execute())).not.toContain(sid);
	expect(await end(connection, { sid })).toBe('done');
	expect([await isIn(browser), await isIn(first)]).toEqual([false, true]);
});

const now = () => Math.floor(Date.now() / 1000);
test.each([
	['another provider’s', () => ({ iss: 'https://evil.example' })],
	['for somebody else', () => ({ aud: 'another' })],
	['old', () => ({ iat: now() - 600, exp: now() + 600 })],
	['over', () => ({ exp: now() - 600 })],
	['of tomorrow', () => ({ iat: now() + 600, exp: now() + 900 })],
	['without a time', () => ({ iat: undefined })],
	['without a name', () => ({ jti: undefined })],
	['an ID token', () => ({ events: undefined, nonce: 'n' })],
	['with a nonce', () => ({ nonce: 'n' })],
	['of another event', () => ({ events: { 'https://other.example': {} } })],
	[
		'of an event that is none',
		() => ({ events: { 'http://schemas.openid.net/event/backchannel-logout': 1 } }),
	],
	['of nobody', () => ({ sub: undefined, sid: undefined })],
])('a token that is %s ends nothing', async (_, forged) => {
	const connection = await open();
	const [sub, sid] = [newId(), newId()];
	const browser = await comeIn(connection, { sub, sid });
	expect(await end(connection, { sub, sid, ...forged() })).toBe('sso.bad_token');
	expect(await isIn(browser)).toBe(true);
	expect(await end(connection, { sub, sid })).toBe('done');
	expect(await isIn(browser)).toBe(false);
});

test('a token is good once, for one connection, and signed with a key that the provider publishes', async () => {
	const connection = await open();
	const [sub, sid] = [newId(), newId()];
	const jti = newId();
	await comeIn(connection, { sub, sid });
	expect(await end(connection, { sub, sid, jti })).toBe('done');
	const browser = await comeIn(connection, { sub, sid });
	expect(await end(connection, { sub, sid, jti })).not.toBe('done');
	expect(await isIn(browser)).toBe(true);
	const elsewhere = await connect(here);
	expect(await end(elsewhere, { sub, sid })).not.toBe('done');
	expect(await end({ id: connection.id }, { sub, sid }, { community: there })).toBe(
		'sso.not_found',
	);
	const other = await startTestProvider();
	const forged = await other.logoutToken({ iss: provider.issuer, sub, sid });
	const ctx = await visit(openBrowser());
	const attempt = endSessionsBy(ctx, { connectionId: connection.id, token: forged });
	expect(await outcomeOf(attempt)).toBe('sso.bad_token');
	await other.stop();
	expect(await isIn(browser)).toBe(true);
	// Keys change: a new one is asked for, once it is there.
	const kid = await provider.newKey();
	expect(await end(connection, { sub, sid }, { kid })).toBe('done');
	expect(await isIn(browser)).toBe(false);
	expect(await outcomeOf(endSessionsBy(ctx, { connectionId: connection.id, token: 'x' }))).toBe(
		'sso.bad_token',
	);
});

test('two names of a token that are two people’s end nobody’s session', async () => {
	const connection = await open();
	const [one, two] = [
		{ sub: newId(), sid: newId() },
		{ sub: newId(), sid: newId() },
	];
	const browsers = [await comeIn(connection, one), await comeIn(connection, two)];
	expect(await end(connection, { sub: one.sub, sid: two.sid })).toBe('done');
	expect(await Promise.all(browsers.map((browser) => isIn(browser)))).toEqual([true, true]);
});

test('with SAML the provider is asked to end the session that it called by its name', async () => {
	const idp = createTestIdp();
	const connection = await connect(here, {
		source: {
			...{ kind: 'saml', idpEntityId: idp.entityId, ssoUrl: idp.ssoUrl, sloUrl: idp.sloUrl },
			certificates: [idp.certificate],
		},
		...{ secret: null, isTrusted: true, domains: ['acme.example'], logsOut: true },
	});
	const browser = openBrowser();
	const { id: connectionId, metadataUrl: audience, callbackUrl: recipient } = connection;
	const { url } = await startSignIn(await visit(browser), { connectionId, ...wish });
	const { id: requestId, relayState } = idp.request(url);
	const nameId = newId();
	const attributes = { mail: [`${nameId}@acme.example`] };
	const SAMLResponse = idp.answer({ requestId, audience, recipient, attributes, nameId });
	const form = new URLSearchParams({ SAMLResponse, RelayState: relayState });
	const back = await receiveAnswer(await visit(openBrowser()), { connectionId, form });
	const query = new URL(back.url).search.slice(1);
	await finishSignIn(await visit(browser), { connectionId, query });
	expect(await communityCaller(await visit(browser)).sso.takeDoor()).toMatchObject({
		connectionId,
	});
	const leaving = (await leaveBy(await visit(browser), connectionId)).url;
	expect(leaving.split('?')[0]).toBe(idp.sloUrl);
	const { xml } = idp.request(leaving);
	expect(xml).toContain('LogoutRequest');
	expect(xml).toContain(`>${nameId}<`);
	expect(xml).toContain('_session-1');
	expect(xml).toContain(audience);
	expect((await leaveBy(await visit(browser), connectionId)).url).toBe(`${here.community.origin}/`);
});
