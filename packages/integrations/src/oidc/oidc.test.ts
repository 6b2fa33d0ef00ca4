import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOidc } from './create-oidc.ts';
import { OPEN_WEB_AND_HERE } from '../web/index.ts';

let server: Server;
let origin = '';
let seen = 0;
let answer: RequestListener = (_, response) => response.end();
beforeAll(async () => {
	server = createServer((request, response) => {
		seen += 1;
		answer(request, response);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.close();
	server.closeAllConnections();
});

const attempt = {
	...{ redirectUri: 'https://acme.example/callback', state: 'state', nonce: 'nonce' },
	verifier: 'v'.repeat(43),
};
const party = (issuer: string, kind: 'openid' | 'github' = 'openid') => ({
	...{ kind, issuer, clientId: 'kith', clientSecret: 'secret', scopes: ['openid'] },
});
const failureOf = async (run: Promise<unknown>) => {
	const error: unknown = await run.catch((thrown: unknown) => thrown);
	if (!(error instanceof Error) || !('code' in error) || !('details' in error)) throw error;
	return { code: error.code, ...(error.details as { reason?: string }) };
};
const here = () => createOidc({ web: OPEN_WEB_AND_HERE, allowsPlain: true });

test.each([
	'http://127.0.0.1',
	'https://127.0.0.1',
	'https://[::1]',
	'https://10.0.0.1',
	'https://169.254.169.254',
	'https://localhost',
	'https://2130706433',
	'https://login.example:8443',
])('nobody asks %s who somebody is', async (issuer) => {
	const found = await failureOf(createOidc().authorize(party(issuer), attempt));
	expect(['oidc.unreachable', 'oidc.refused']).toContain(found.code);
	expect(seen).toBe(0);
});

const json =
	(value: unknown, status = 200): RequestListener =>
	(_, response) => {
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(value));
	};

test('a provider is not followed elsewhere, nor believed what it is not, nor read without end', async () => {
	answer = (_, response) => {
		response.writeHead(302, { location: `${origin}/elsewhere` });
		response.end();
	};
	const before = seen;
	expect(await failureOf(here().authorize(party(origin), attempt))).toMatchObject({
		code: 'oidc.refused',
	});
	expect(seen).toBe(before + 1);
	answer = json({ issuer: 'https://evil.example', authorization_endpoint: 'https://evil.example' });
	expect(await failureOf(here().authorize(party(origin), attempt))).toMatchObject({
		code: 'oidc.refused',
	});
	answer = (_, response) => response.end('x'.repeat(2 ** 20 + 1));
	expect(await failureOf(here().authorize(party(origin), attempt))).toMatchObject({
		code: expect.stringMatching(/^oidc\./) as string,
	});
});

test('an address that is no web address is gone to by nobody', async () => {
	answer = json({ issuer: origin, authorization_endpoint: 'javascript:alert(1)' });
	expect(await failureOf(here().authorize(party(origin), attempt))).toMatchObject({
		code: expect.stringMatching(/^oidc\./) as string,
	});
});

test('GitHub says who somebody is in its own shape', async () => {
	const user = { id: 7, login: 'mia', name: null };
	const emails = [
		{ email: 'old@acme.example', primary: false, verified: true },
		{ email: 'mia@acme.example', primary: true, verified: true },
	];
	const asked: string[] = [];
	answer = (request, response) => {
		asked.push(`${request.method} ${request.url} ${request.headers.authorization?.slice(0, 6)}`);
		const token = { access_token: 'token', token_type: 'bearer', scope: 'read:user' };
		const said = { '/user': user, '/user/emails': emails }[request.url ?? ''] ?? token;
		json(said)(request, response);
	};
	const oidc = createOidc({
		...{ web: OPEN_WEB_AND_HERE, allowsPlain: true, github: { web: origin, api: origin } },
	});
	const address = new URL(await oidc.authorize(party('', 'github'), attempt));
	expect(address.pathname).toBe('/login/oauth/authorize');
	expect(address.searchParams.get('code_challenge_method')).toBe('S256');
	const answered = await oidc.answer(party('', 'github'), attempt, 'code=1&state=state');
	expect(answered).toMatchObject({ idToken: null, sid: null });
	expect(answered.claims).toEqual({
		...{ sub: '7', preferred_username: 'mia', name: 'mia' },
		...{ email: 'mia@acme.example', email_verified: true },
	});
	expect(asked).toEqual([
		'POST /login/oauth/access_token undefined',
		'GET /user Bearer',
		'GET /user/emails Bearer',
	]);
	const wrongState = oidc.answer(party('', 'github'), attempt, 'code=1&state=other');
	expect(await failureOf(wrongState)).toMatchObject({ code: 'oidc.refused' });
	const denied = oidc.answer(party('', 'github'), attempt, 'error=access_denied&state=state');
	expect(await failureOf(denied)).toMatchObject({ code: 'oidc.cancelled' });
});
