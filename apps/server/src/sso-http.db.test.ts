import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createTestIdp } from '@kith/testing/test-saml';
import { connect } from '@kith/testing/test-sso';
import { startTestServer, type Answer, type TestServer } from './test-server.ts';

let installation: TestInstallation;
let server: TestServer;
let here: TestCommunity;
let there: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	server = await startTestServer(installation);
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
});
afterAll(async () => {
	await server.close();
	await installation.close();
});

const idp = createTestIdp();
const connectSaml = () =>
	connect(here, {
		source: {
			...{ kind: 'saml', idpEntityId: idp.entityId, ssoUrl: idp.ssoUrl },
			certificates: [idp.certificate],
		},
		...{ secret: null, isTrusted: true, domains: ['acme.example'] },
	});
const hostOf = ({ community }: TestCommunity) => new URL(community.origin).host;
const ask = (path: string, options: Parameters<TestServer['ask']>[2] = {}, community = here) =>
	server.ask(hostOf(community), path, options);
const cookiesOf = ({ headers }: Answer) => headers['set-cookie'] ?? [];
const sent = (answer: Answer) =>
	cookiesOf(answer)
		.map((line) => line.split(';')[0])
		.join('; ');

test('from the link to the provider, by its post and back to us: a browser is signed in', async () => {
	const connection = await connectSaml();
	const started = await ask(`/api/sso/${connection.id}/start?next=/p/1`);
	expect(started.status).toBe(303);
	const [cookie = ''] = cookiesOf(started);
	expect(cookie).toMatch(/^kith-sso=[\w-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
	const { id: requestId, relayState } = idp.request(started.headers.location ?? '');
	const { metadataUrl: audience, callbackUrl: recipient } = connection;
	const attributes = { mail: [`${newId()}@acme.example`] };
	const answer = idp.answer({ requestId, audience, recipient, attributes });
	const body = new URLSearchParams({ SAMLResponse: answer, RelayState: relayState }).toString();
	const posted = await ask(`/api/sso/${connection.id}/callback`, {
		...{ method: 'POST', body, headers: { origin: 'https://idp.example' } },
	});
	expect(posted.status).toBe(303);
	expect(cookiesOf(posted)).toEqual([]);
	const back = new URL(posted.headers.location ?? '');
	const foreign = await ask(back.pathname + back.search);
	expect(foreign.headers.location).toBe('/sign-in?sso=sso.attempt_gone');
	const elsewhere = await ask(
		...([back.pathname + back.search, { headers: { cookie: sent(started) } }, there] as const),
	);
	expect(elsewhere.headers.location).toBe('/sign-in?sso=sso.attempt_gone');
	const done = await ask(back.pathname + back.search, { headers: { cookie: sent(started) } });
	expect(done.headers.location).toBe('/welcome?next=%2Fp%2F1');
	expect(done.headers['referrer-policy']).toBe('no-referrer');
	expect(sent(done)).toContain('kith=');
});

test('posts from other sites are taken at that one place only', async () => {
	const connection = await connectSaml();
	const post = { method: 'POST', body: '', headers: { origin: 'https://idp.example' } };
	const status = async (path: string) => (await ask(path, post)).status;
	expect(await status(`/api/sso/${connection.id}/callback`)).toBe(303);
	// What a provider itself posts is taken too, and refused for what it says.
	expect(await status(`/api/sso/${connection.id}/backchannel`)).toBe(400);
	for (const step of ['start', 'metadata', 'logout', 'callback/x', 'other'])
		expect(await status(`/api/sso/${connection.id}/${step}`)).toBe(403);
	expect(await status('/api/trpc/identity.signOut')).toBe(403);
	expect(await status('/sign-out')).toBe(403);
	const large = { ...post, body: 'x'.repeat(300_000) };
	expect((await ask(`/api/sso/${connection.id}/callback`, large)).headers.location).toMatch(/sso=/);
});

test.each([
	['//evil.example', '/'],
	['https://evil.example', '/'],
	['/\\evil.example', '/'],
	['/..//evil.example', '/'],
	['/t/日本', '/t/%E6%97%A5%E6%9C%AC'],
])('a wish for %j leads to %j of our own', async (next, expected) => {
	const connection = await connectSaml();
	const known = { nameId: 'known', mail: [`known@acme.example`] };
	let location = '';
	// Whoever is new is greeted first: the second time leads on.
	for (let time = 0; time < 2; time++) {
		const path = `/api/sso/${connection.id}/start?next=${encodeURIComponent(next)}`;
		const started = await ask(path);
		const { id: requestId, relayState } = idp.request(started.headers.location ?? '');
		const { metadataUrl: audience, callbackUrl: recipient } = connection;
		const attributes = { mail: known.mail };
		const answer = idp.answer({ requestId, audience, recipient, attributes, nameId: known.nameId });
		const body = new URLSearchParams({ SAMLResponse: answer, RelayState: relayState }).toString();
		const posted = await ask(`/api/sso/${connection.id}/callback`, { method: 'POST', body });
		const back = new URL(posted.headers.location ?? '');
		const headers = { cookie: sent(started) };
		location = (await ask(back.pathname + back.search, { headers })).headers.location ?? '';
	}
	expect(location).toBe(expected);
});

test('a provider reads who we are; strangers learn nothing of what is not there', async () => {
	const connection = await connectSaml();
	const metadata = await ask(`/api/sso/${connection.id}/metadata`);
	expect(metadata.headers['content-type']).toBe('application/samlmetadata+xml');
	expect(metadata.body).toContain(connection.callbackUrl);
	expect((await ask(`/api/sso/${connection.id}/metadata`, {}, there)).status).toBe(404);
	expect((await ask(`/api/sso/${newId()}/metadata`)).status).toBe(404);
	const unknown = await ask(`/api/sso/${newId()}/start`);
	expect(unknown.headers.location).toBe('/sign-in?sso=sso.not_found');
});

test('a provider that says that somebody signed out is answered in its own form, and nobody comes back in a circle', async () => {
	const connection = await connectSaml();
	const path = `/api/sso/${connection.id}/backchannel`;
	const told = await ask(path, { method: 'POST', body: 'logout_token=x' });
	expect([told.status, told.body]).toEqual([400, '{"error":"invalid_request"}']);
	expect(told.headers['cache-control']).toBe('no-store');
	expect((await ask(path)).status).toBe(405);
	expect((await ask(path, { method: 'POST', body: '' }, there)).status).toBe(400);
	const back = await ask(`/api/sso/${connection.id}/logout?SAMLResponse=x`);
	expect(back.headers.location).toBe('/');
});
