import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityApi, platformApi } from '@kith/domains';
import { wire } from '@kith/kernel/wire';
import { pathsOf } from '@kith/testing/matrix-line';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { startTestServer, type TestServer } from './test-server.ts';

const PLATFORM = 'kith.localhost:4000';

let installation: TestInstallation;
let server: TestServer;
let here: TestCommunity;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, {
		slug: 'rowing',
		access: { visibility: 'private', join: 'open' },
	});
	server = await startTestServer(installation);
});
afterAll(async () => {
	await server.close();
	await installation.close();
});

const known = `rowing.${PLATFORM}`;

test('a host decides who answers', async () => {
	expect((await server.ask(PLATFORM, '/')).body).toBe('the studio app');
	expect((await server.ask(known, '/')).body).toBe('the community app');
	expect((await server.ask('ROWING.Kith.Localhost:4000', '/')).body).toBe('the community app');
	expect((await server.ask('rowing.kith.localhost', '/')).body).toBe('the community app');
});

test.each([
	...['nobody.kith.localhost:4000', 'kith.localhost.evil.example', 'evil.example', 'localhost'],
	...[
		'a.rowing.kith.localhost',
		'rowing..kith.localhost',
		'.kith.localhost',
		'rowing.kith.localhost.',
	],
	...[
		'rowing.kith.localhost:4000@evil.example',
		'evil.example/rowing.kith.localhost',
		'127.0.0.1',
		'[::1]',
	],
	...[
		'-rowing.kith.localhost',
		'rowing-.kith.localhost',
		'r%6fwing.kith.localhost',
		'rowing kith.localhost',
	],
	...[
		'rowing.kith.localhost:port',
		'rowing.kith.localhost:4000:4000',
		'rowing,kith.localhost',
		'röwing.kith.localhost',
	],
])('the host %j is answered by nothing that tells', async (host) => {
	const encoded = Buffer.from(host).toString('latin1');
	const answer = await server.ask(encoded, '/').catch(() => null);
	expect([400, 404, null]).toContain(answer?.status ?? null);
	expect(answer?.body ?? '').not.toMatch(/app|rowing/);
});

test('forwarded hosts are not read', async () => {
	const headers = {
		'x-forwarded-host': known,
		'x-forwarded-proto': 'https',
		forwarded: `host=${known}`,
	};
	expect((await server.ask(PLATFORM, '/', { headers })).body).toBe('the studio app');
	expect((await server.ask('evil.example', '/', { headers })).status).toBe(404);
});

test.each(['//evil.example/', 'http://evil.example/', '/\\evil.example', '*', ''])(
	'the target %j is refused before any router sees it',
	async (path) => {
		expect((await server.ask(known, path || '//')).status).toBe(400);
	},
);

const call = { json: undefined };
const post = (headers: Record<string, string>) =>
	server.ask(known, '/api/trpc/identity.signOut', {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(wire.serialize(call.json)),
	});

test.each<Record<string, string>>([
	{},
	{ origin: 'https://evil.example' },
	{ origin: 'null' },
	{ origin: `http://${PLATFORM}` },
	{ origin: 'http://other.kith.localhost:4000' },
	{ origin: 'https://rowing.kith.localhost:4000' },
	{ 'sec-fetch-site': 'cross-site' },
	{ 'sec-fetch-site': 'same-site' },
	{ 'sec-fetch-site': 'none' },
])('a change sent with %j is refused', async (headers) => {
	expect((await post(headers)).status).toBe(403);
});

const ROOT = new URL('../../..', import.meta.url).pathname;

/** Where an app takes forms and uploads: its routes, with something in every gap. */
function routesOf(app: 'studio' | 'community'): string[] {
	const folder = `${ROOT}apps/${app}/src/routes`;
	return globSync('**/+{page.server,server}.ts', { cwd: folder })
		.filter((file) =>
			/\bactions\b|\b(?:POST|PUT|PATCH|DELETE)\b/.test(readFileSync(`${folder}/${file}`, 'utf8')),
		)
		.map((file) =>
			`/${dirname(file)}`.replaceAll(/\/\([^)]*\)/g, '').replaceAll(/\[[^\]/]*\]+/g, 'x'),
		)
		.map((path) => (path === '/.' ? '/' : path));
}
const mutationsOf = (api: { _def: { procedures: object } }, base: string) =>
	pathsOf(api, 'mutation').map((path) => `${base}/${path}`);

const FOREIGN: Record<string, string>[] = [
	{},
	{ origin: 'https://evil.example' },
	{ origin: 'null' },
	{ origin: 'http://other.kith.localhost:4000' },
	{ 'sec-fetch-site': 'cross-site' },
	{ 'sec-fetch-site': 'same-site' },
];

test('no change of any procedure and no form of any page is taken from another origin', async () => {
	const studioCalls = mutationsOf(communityApi, `/api/communities/${here.id}/trpc`);
	const ofSite = [...mutationsOf(communityApi, '/api/trpc'), ...routesOf('community')];
	const ofStudio = [
		...mutationsOf(platformApi, '/api/trpc'),
		...studioCalls,
		...routesOf('studio'),
	];
	const uploads = ['/api/images', '/api/posters', '/api/library', '/api/uploads'];
	const calls = [
		...[...ofSite, ...uploads].map((path) => ({ host: known, path })),
		...ofStudio.map((path) => ({ host: PLATFORM, path })),
	];
	expect(ofSite.length).toBeGreaterThan(200);
	expect(ofStudio.length).toBeGreaterThan(200);
	const taken: string[] = [];
	for (const { host, path } of calls)
		for (const [index, headers] of FOREIGN.entries()) {
			const own: Record<string, string> =
				index === 0 ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
			const { status } = await server.ask(host, path, {
				method: 'POST',
				headers: { ...own, ...headers },
			});
			if (status !== 403) taken.push(`${host}${path} ${JSON.stringify(headers)}: ${status}`);
		}
	expect(taken).toEqual([]);
}, 120_000);

test('no change of any procedure is made by a GET', async () => {
	const made: string[] = [];
	for (const path of mutationsOf(communityApi, '/api/trpc'))
		if ((await server.ask(known, path)).status !== 405) made.push(path);
	for (const path of mutationsOf(platformApi, '/api/trpc'))
		if ((await server.ask(PLATFORM, path)).status !== 405) made.push(path);
	expect(made).toEqual([]);
}, 60_000);

test('a change from the own page goes through', async () => {
	expect((await post({ origin: 'http://rowing.kith.localhost:4000' })).status).toBe(200);
	expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
});

test('a mutation cannot be asked for by GET, nor by method override', async () => {
	const headers = { 'x-http-method-override': 'POST' };
	const answer = await server.ask(known, '/api/trpc/identity.signOut', { headers });
	expect(answer.status).toBe(405);
});

test('errors carry a code and no stack, bodies and batches have a limit', async () => {
	const denied = await server.ask(known, '/api/trpc/members.counts');
	expect(denied.status).toBe(401);
	expect(denied.body).toContain('identity.sign_in_needed');
	expect(denied.body).not.toMatch(/\.ts:|node_modules|stack/);
	const batch = Array.from({ length: 11 }, () => 'identity.viewer').join(',');
	const many = await server.ask(
		known,
		`/api/trpc/${batch}?batch=1&input=${encodeURIComponent('{}')}`,
	);
	expect(many.status).toBe(400);
	const big = await server.ask(known, '/api/trpc/posts.publish', {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: `http://${known}` },
		body: JSON.stringify('x'.repeat(600_000)),
	});
	expect(big.status).toBe(413);
});

test('a certificate may be had for known hosts only', async () => {
	const check = (domain: string) => server.ask('proxy', `/internal/tls-check?domain=${domain}`);
	expect((await check('rowing.kith.localhost')).status).toBe(200);
	expect((await check('kith.localhost')).status).toBe(200);
	expect((await check('nobody.kith.localhost')).status).toBe(404);
	expect((await check('')).status).toBe(404);
});

test('a community being set up is not there for visitors', async () => {
	await installation.services.platform
		.updateTable('communities')
		.set({ status: 'setup' })
		.where('id', '=', here.id)
		.execute();
	installation.services.directory.drop(here.id);
	expect((await server.ask(known, '/')).status).toBe(404);
	await installation.services.platform
		.updateTable('communities')
		.set({ status: 'live' })
		.where('id', '=', here.id)
		.execute();
	installation.services.directory.drop(here.id);
	expect((await server.ask(known, '/')).status).toBe(200);
});
