import { afterAll, beforeAll, expect, test } from 'vitest';
import { networkOf } from '@kith/kernel/network';
import { newId } from '@kith/kernel/ids';
import { wire } from '@kith/kernel/wire';
import { createTestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { factsOf } from './request-facts.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const HOST = 'rowing.kith.localhost:4000';

let installation: TestInstallation;
let open: TestServer;
let behind: TestServer;
beforeAll(async () => {
	installation = await createTestInstallation();
	await createTestCommunity(installation, { slug: 'rowing' });
	open = await startTestServer(installation);
	behind = await startTestServer({ ...installation, trustProxy: true });
});
afterAll(async () => {
	await open.close();
	await behind.close();
	await installation.close();
});

/** Asks for ten codes in one batch; how many of them were refused for coming too often. */
async function refusedOf(server: TestServer, headers: Record<string, string>): Promise<number> {
	const path = Array(10).fill('identity.requestCode').join(',');
	const wishes = Array.from({ length: 10 }, (_, index) => [
		index,
		wire.serialize({ email: `${newId()}@example.org` }),
	]);
	const { body } = await server.ask(HOST, `/api/trpc/${path}?batch=1`, {
		...{ method: 'POST', body: JSON.stringify(Object.fromEntries(wishes)) },
		headers: { 'content-type': 'application/json', origin: `http://${HOST}`, ...headers },
	});
	const answers = JSON.parse(body) as { error?: unknown }[];
	expect(answers).toHaveLength(10);
	return answers.filter((one) => JSON.stringify(one).includes('limits.too_many')).length;
}

/** What a sender may write to be taken for somebody else, the `n`th time. */
const SPOOFS: readonly ((n: number) => Record<string, string>)[] = [
	(n) => ({ 'x-forwarded-for': `203.0.113.${n}` }),
	(n) => ({ 'x-forwarded-for': `203.0.113.${n}, 203.0.113.${n + 1}, 10.0.0.${n}` }),
	(n) => ({ 'x-forwarded-for': `2001:db8:${n}::1`, 'x-real-ip': `203.0.113.${n}` }),
	(n) => ({ forwarded: `for=203.0.113.${n}`, 'true-client-ip': `203.0.113.${n}` }),
	(n) => ({ 'cf-connecting-ip': `203.0.113.${n}`, 'x-client-ip': `203.0.113.${n}` }),
	(n) => ({ 'x-kith-ip': `203.0.113.${n}`, 'x-cluster-client-ip': `203.0.113.${n}` }),
];

test('without a proxy that is trusted no header gives a sender new attempts', async () => {
	let refused = 0;
	for (let round = 0; round < 6; round++)
		refused += await refusedOf(open, SPOOFS[round]?.(round) ?? {});
	expect(refused).toBe(0);
	for (const spoof of SPOOFS) expect(await refusedOf(open, spoof(77))).toBe(10);
	expect(await refusedOf(open, {})).toBe(10);
});

test('behind one, what it wrote last counts, and nothing that came before it', async () => {
	const sender = '198.51.100.7';
	for (let round = 0; round < 6; round++) {
		const written = `203.0.113.${round}, 2001:db8::${round}, ${sender}`;
		expect(await refusedOf(behind, { 'x-forwarded-for': written })).toBe(0);
	}
	const again = [
		`${sender}`,
		`203.0.113.99,${sender}`,
		`x, ,y,  ${sender} `,
		`${sender}, ${sender}`,
	];
	for (const written of again)
		expect(await refusedOf(behind, { 'x-forwarded-for': written }), written).toBe(10);
	// Somebody else behind the same proxy is not held up, whatever they say they are.
	expect(await refusedOf(behind, { 'x-forwarded-for': `${sender}, 198.51.100.8` })).toBe(0);
});

test.for([
	['203.0.113.1', '203.0.113.1'],
	['203.0.113.1, 198.51.100.7', '198.51.100.7'],
	['203.0.113.1,198.51.100.7', '198.51.100.7'],
	['198.51.100.7, 2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
	['203.0.113.1, ', '127.0.0.1'],
	['', '127.0.0.1'],
])('%j from the proxy is counted as %s, and as the sender without one', ([written, counted]) => {
	const request = {
		headers: { 'x-forwarded-for': written },
		socket: { remoteAddress: '127.0.0.1' },
	} as unknown as Parameters<typeof factsOf>[0];
	expect(networkOf(factsOf(request, true, () => {}).ip)).toBe(counted);
	expect(networkOf(factsOf(request, false, () => {}).ip)).toBe('127.0.0.1');
});
