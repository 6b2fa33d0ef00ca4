import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { latestCode, signedIn, withApp, codeOfApp } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createTestStaff, openBrowser } from '@kith/testing/test-staff';
import type { RequestFacts } from '../context.ts';
import { createCommunityContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { createPlatformContext } from '../platform-context.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const newEmail = () => `${newId()}@example.org`;
const visit = (request: RequestFacts, { community } = here) =>
	createCommunityContext(installation.services, community, request);

/** What a browser sends that holds more under our names than we gave it, and what it is told to keep. */
function sending(cookie: string) {
	const told: string[] = [];
	const setCookie = (line: string) => void told.push(line);
	return { request: { ...openBrowser(), cookie, setCookie } satisfies RequestFacts, told };
}

/** The name of the session's cookie, and what no session here is behind. */
const [name, strange] = ['kith', {} as Record<string, string>];
const valueIn = ({ cookie }: RequestFacts, of = name) =>
	cookie
		.split('; ')
		.flatMap((pair) => (pair.startsWith(`${of}=`) ? [pair.split('=', 2)[1]] : []))[0];

beforeAll(async () => {
	const elsewhere = await signedIn(installation, there, newEmail());
	const staff = openBrowser();
	const { staffId } = await createTestStaff(installation);
	const { headers } = await installation.services.realms.platform().api.enterAs({
		body: { userId: staffId },
		headers: new Headers({ 'x-kith-ip': '192.0.2.1' }),
		returnHeaders: true,
	});
	for (const line of headers.getSetCookie()) staff.setCookie(line);
	const ended = await signedIn(installation, here, newEmail());
	strange['one that was ended'] = valueIn(ended) ?? '';
	await communityCaller(await visit(ended)).identity.signOut();
	strange['a session of another community'] = valueIn(elsewhere) ?? '';
	strange['a session of the platform'] = valueIn(staff) ?? '';
	strange['something made up'] = 'a.b';
	strange['nothing'] = '';
	for (const value of Object.values(strange).slice(0, 3)) expect(value).toMatch(/^\S{60,}$/);
});

const WHICH = [
	...['one that was ended', 'a session of another community', 'a session of the platform'],
	...['something made up', 'nothing'],
];
const ORDERS = {
	before: (tossed: string, own: string) => `${name}=${tossed}; ${own}`,
	after: (tossed: string, own: string) => `${own}; ${name}=${tossed}`,
	'on both sides': (tossed: string, own: string) => `${name}=${tossed}; ${own}; ${name}=${tossed}`,
};
const cases = WHICH.flatMap((which) =>
	Object.entries(ORDERS).map(([where, order]) => [which, where, order] as const),
);

let own: RequestFacts;
let email: string;
beforeEach(async () => {
	installation.clock.advance(3600);
	email = newEmail();
	own = await signedIn(installation, here, email);
	installation.services.sessions.clear();
});

test.for(cases)(
	'%s %s the real one changes nothing of who somebody is',
	async ([which, , order]) => {
		const tossed = strange[which] ?? '';
		for (let round = 0; round < 2; round++) {
			const { request, told } = sending(order(tossed, own.cookie));
			expect((await visit(request)).viewer).toMatchObject({ email });
			expect(told).toEqual([]);
		}
		// What was read beside a real one is remembered for the real one alone.
		expect((await visit(sending(`${name}=${tossed}`).request)).viewer).toBeNull();
		const staff = sending(order(tossed, own.cookie)).request;
		const isPlatforms = which === 'a session of the platform';
		expect((await createPlatformContext(installation.services, staff)).staff === null).toBe(
			!isPlatforms,
		);
	},
);

test.for(cases)('%s %s the real one: signing out ends the real one', async ([which, , order]) => {
	const { request } = sending(order(strange[which] ?? '', own.cookie));
	await communityCaller(await visit(request)).identity.signOut();
	expect((await visit(own)).viewer).toBeNull();
});

test.for(WHICH)('who signs in beside %s gets a session of their own', async (which) => {
	const tossed = strange[which] ?? '';
	const newcomer = newEmail();
	const browser = sending(`${name}=${tossed}`);
	await communityCaller(await visit(browser.request)).identity.requestCode({ email: newcomer });
	const code = await latestCode(installation, here.id, newcomer);
	const { identity } = communityCaller(await visit(browser.request));
	await identity.signInWithCode({ email: newcomer, code });
	const line = browser.told.findLast((one) => one.startsWith(`${name}=`)) ?? '';
	const [given = ''] = line.slice(`${name}=`.length).split(';', 1);
	expect(Object.values(strange)).not.toContain(given);
	expect((await visit(sending(`${name}=${given}`).request)).viewer?.email).toBe(newcomer);
	expect((await visit(sending(`${name}=${tossed}`).request)).viewer).toBeNull();
});

test('a neighbour’s second step and device beside the real ones change nothing', async () => {
	const { secret } = await withApp(installation, here, own);
	const device = own.cookie.split('; ').filter((pair) => pair.startsWith('kith-device='));
	const waiting = openBrowser();
	await signedIn(installation, here, email, waiting);
	const step = `kith-step=${valueIn(waiting, 'kith-step') ?? ''}`;
	const tossed = ['kith-step=x', 'kith-device=x.y', `${name}=${strange['something made up']}`];
	const { request, told } = sending([...tossed, ...device, step].join('; '));
	expect(await communityCaller(await visit(request)).identity.secondStep()).toMatchObject({
		email,
	});
	installation.clock.advance(60);
	const { identity } = communityCaller(await visit(request));
	await identity.signInWithSecond({ code: codeOfApp(installation, secret) });
	expect(told.filter((line) => line.startsWith(`${name}=`))).toHaveLength(1);
	const [kept = ''] = told.filter((line) => line.startsWith('kith-device='));
	expect(kept.split(';', 1)).toEqual(device);
});
