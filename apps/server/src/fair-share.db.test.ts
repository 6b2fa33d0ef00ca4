import { afterAll, beforeAll, expect, test } from 'vitest';
import { wire } from '@kith/kernel/wire';
import { createTestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { startTestServer, type TestServer } from './test-server.ts';

let installation: TestInstallation;
let server: TestServer;
beforeAll(async () => {
	installation = await createTestInstallation();
	for (const slug of ['noisy', 'quiet'])
		await createTestCommunity(installation, {
			...{ slug, access: { visibility: 'public', join: 'open' } },
		});
	server = await startTestServer({
		...installation,
		limits: { running: 1, waiting: 3, patience: 5000 },
	});
});
afterAll(async () => {
	await server.close();
	await installation.close();
});

const hostOf = (slug: string) => `${slug}.kith.localhost:4000`;
const guess = JSON.stringify(wire.serialize({ email: 'nobody@example.org', password: 'a guess' }));
const askFor = (slug: string) =>
	server.ask(hostOf(slug), '/', { headers: { 'accept-language': 'fr-CH, en;q=0.5' } });
const signInto = (slug: string) =>
	server.ask(hostOf(slug), '/api/trpc/identity.signInWithPassword', {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: `http://${hostOf(slug)}` },
		body: guess,
	});

test.each([
	['pages', askFor, /^<!doctype html><html lang="fr" dir="ltr">[^]*<h1>Il y a foule ici<\/h1>/],
	['calls', signInto, /^\{"code":"server\.busy"\}$/],
])(
	'beyond its line a community is asked to come again, and another is served: %s',
	async (_, ask, answer) => {
		const [quiet, ...noisy] = await Promise.all([
			...[ask('quiet')],
			...Array.from({ length: 40 }, () => ask('noisy')),
		]);
		expect(quiet?.status).not.toBe(503);
		const refused = noisy.filter(({ status }) => status === 503);
		expect(refused.length).toBeGreaterThan(0);
		expect(refused.length).toBeLessThanOrEqual(36);
		for (const { headers, body } of refused) {
			expect(headers['retry-after']).toBe('2');
			expect(body).toMatch(answer);
		}
		// Every place is free again.
		expect((await ask('noisy')).status).not.toBe(503);
	},
);
