import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityCaller } from '@kith/domains';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import type { TestInstallation } from '@kith/testing/test-installation';
import { connectDirectory, okta, someone } from '@kith/testing/test-scim';
import { directoryOf, openScim } from './scim-fixture.ts';
import type { TestServer } from './test-server.ts';

let scene: Awaited<ReturnType<typeof openScim>>;
let installation: TestInstallation;
let server: TestServer;
let here: TestCommunity;
let there: TestCommunity;
beforeAll(async () => {
	scene = await openScim();
	({ installation, server, here } = scene);
	there = await createTestCommunity(installation);
});
afterAll(() => scene.close());

const scimOf = async (community: TestCommunity) =>
	communityCaller(await community.as(await founderOf(community))).scim;
const CONFIG = '/ServiceProviderConfig';
const statusOf = async (token: string | null, community = here) =>
	(await directoryOf(server, community, token)('GET', CONFIG)).status;

test('a token is shown once, kept as a hash, used, and worth nothing once it is renewed or revoked', async () => {
	const { id, token } = await connectDirectory(here, 'acme.example');
	const scim = await scimOf(here);
	expect(token).toMatch(/^kith_scim_[\w-]{43}$/);
	const kept = here.db.selectFrom('settings').select('value').where('key', '=', 'scim');
	expect(JSON.stringify(await kept.executeTakeFirst())).not.toContain(token.slice(-20));
	const shown = await scim.get();
	expect(JSON.stringify(shown)).not.toMatch(/hash/);
	expect(shown).toMatchObject({
		...{ baseUrl: `${here.community.origin}/scim/v2`, domains: ['acme.example'] },
		tokens: [{ id, lastUsedAt: null }],
	});
	expect(await statusOf(token)).toBe(200);
	expect((await scim.get()).tokens[0]?.lastUsedAt).not.toBeNull();
	// Two, so that one can take the other's place; no third.
	const second = await scim.makeToken({ id: newId(), name: 'Next' });
	expect(await outcomeOf(scim.makeToken({ id: newId(), name: 'Third' }))).toBe(
		'scim.too_many_tokens',
	);
	expect([await statusOf(token), await statusOf(second.token)]).toEqual([200, 200]);
	const renewed = await scim.renewToken({ tokenId: id });
	expect([await statusOf(token), await statusOf(renewed.token)]).toEqual([401, 200]);
	await scim.revokeToken({ tokenId: id });
	expect(await statusOf(renewed.token)).toBe(401);
	expect(await statusOf(second.token)).toBe(200);
	expect(await outcomeOf(scim.revokeToken({ tokenId: id }))).toBe('scim.token_not_found');
	const log = here.db.selectFrom('auditEntries').select('details').where('targetId', '=', 'scim');
	const text = JSON.stringify(await log.execute());
	expect(text).toContain('Next');
	expect(text).not.toMatch(/kith_scim|"hash"/);
});

test('without a token of this very community nothing is told, and nothing done', async () => {
	const { token } = await connectDirectory(there, 'acme.example');
	expect(await statusOf(token, there)).toBe(200);
	const ada = someone('acme.example');
	for (const wrong of [token, null, 'kith_scim_nothing', '']) {
		const send = directoryOf(server, here, wrong);
		const answers = [
			await send('GET', CONFIG),
			await send('GET', '/nothing'),
			await send('POST', '/Users', okta.user(ada)),
			await send('DELETE', `/Users/${newId()}`),
		];
		for (const { status, headers, body } of answers) {
			expect(status).toBe(401);
			expect(headers['www-authenticate']).toMatch(/^Bearer/);
			expect(body).toEqual(answers[0]?.body);
		}
	}
	const found = here.db.selectFrom('authUsers').select('id').where('email', '=', ada.userName);
	expect(await found.execute()).toEqual([]);
});

test('a session is no token, and a page of another site gets nothing', async () => {
	const { id, token } = await connectDirectory(here, 'acme.example');
	const founder = await founderOf(here);
	const ctx = await here.as(founder);
	const send = directoryOf(server, here, null);
	const answer = await send('GET', '/Users', undefined, { cookie: ctx.request.cookie });
	expect(answer.status).toBe(401);
	const asked = await directoryOf(server, here, token)('GET', CONFIG, undefined, {
		origin: 'https://evil.example',
	});
	expect(asked.headers['access-control-allow-origin']).toBeUndefined();
	await (await scimOf(here)).revokeToken({ tokenId: id });
});

test('a token that asks too often waits, and so does who guesses', async () => {
	const scim = await scimOf(there);
	for (const { id } of (await scim.get()).tokens) await scim.revokeToken({ tokenId: id });
	const { id, token } = await connectDirectory(there, 'acme.example');
	const { limiter } = installation.services;
	await Promise.all(
		Array.from({ length: 1500 }, () => limiter.take(`scim ${there.id} ${id}`, 1500, 60)),
	);
	const answer = await directoryOf(server, there, token)('GET', CONFIG);
	expect(answer).toMatchObject({ status: 429, body: { status: '429' } });
	expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
	const other = await scim.makeToken({ id: newId(), name: 'Other' });
	expect(await statusOf(other.token, there)).toBe(200);
	const guesses = await Promise.all(Array.from({ length: 80 }, () => statusOf('guess', there)));
	expect(guesses.filter((status) => status === 401).length).toBeLessThanOrEqual(60);
	expect(guesses).toContain(429);
	expect(await statusOf(other.token, there)).toBe(200);
}, 60_000);

test('what a directory asks first says what we can; nothing else is there', async () => {
	const { token } = await connectDirectory(here, 'acme.example');
	const send = directoryOf(server, here, token);
	expect((await send('GET', CONFIG)).body).toMatchObject({
		...{ patch: { supported: true }, bulk: { supported: false } },
		filter: { supported: true, maxResults: 100 },
	});
	expect((await send('GET', '/ResourceTypes')).body).toMatchObject({
		totalResults: 2,
		Resources: [{ id: 'User', endpoint: '/Users' }, { id: 'Group' }],
	});
	expect((await send('GET', '/ResourceTypes/User')).status).toBe(200);
	const schemas = (await send('GET', '/Schemas')).body.Resources;
	for (const { id } of schemas) expect((await send('GET', `/Schemas/${id}`)).body.id).toBe(id);
	for (const path of ['/', '/Bulk', '/Me', '/Users/x', '/Users/1/2', '/ResourceTypes/Other'])
		expect((await send('GET', path)).status, path).toBe(404);
	expect((await send('POST', CONFIG, {})).status).toBe(405);
	expect((await send('PUT', '/Users', {})).status).toBe(405);
	const large = await send('POST', '/Users', `"${'x'.repeat(1_000_001)}"`);
	expect(large).toMatchObject({ status: 413, body: { status: '413' } });
});
