import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool } from '@kith/db/connect';
import { appUrl } from '@kith/db/installation';
import { quotedSchemaOf } from '@kith/db/schema-name';
import { communityCaller } from '@kith/domains';
import { SnapshotCache } from '@kith/domains/communities';
import type { Services } from '@kith/domains/context';
import { createCommunityContext } from '@kith/domains/create-context';
import { SessionCache } from '@kith/domains/identity';
import { createLimiter } from '@kith/domains/limiter';
import { createPostgresBus, type Bus } from '@kith/integrations/bus';
import { newId } from '@kith/kernel/ids';
import { createLogger } from '@kith/kernel/logger';
import { unseal } from '@kith/kernel/seal';
import { wire } from '@kith/kernel/wire';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { tally } from '@kith/testing/test-content';
import { TEST_SECRET } from '@kith/testing/test-database';
import { latestCode, signedIn } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createTestStaff, openBrowser } from '@kith/testing/test-staff';
import { forgetOnTouch } from './forget-on-touch.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const HOST = 'rowing.kith.localhost:4000';

let installation: TestInstallation;
let here: TestCommunity;
let instances: { services: Services; bus: Bus; pool: pg.Pool; stop: () => void }[];
let server: TestServer;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, { slug: 'rowing' });
	instances = [await instance(), await instance()];
	server = await startTestServer(installation);
});
afterAll(async () => {
	await server.close();
	for (const { bus, pool, stop } of instances) {
		stop();
		await bus.close();
		await pool.end();
	}
	await installation.close();
});

/** The product as another process has it: its own connections, its own memory, its own ear on the bus. */
async function instance() {
	const connectionString = appUrl(installation.databaseUrl, TEST_SECRET);
	const logger = createLogger('silent');
	const bus = await createPostgresBus({ connectionString, logger });
	const pool = createPool({ url: connectionString, max: 4, logger, name: 'instance' });
	const services = {
		...{ ...installation.services, bus },
		...{ limiter: createLimiter(pool), sessions: new SessionCache() },
		snapshots: new SnapshotCache(),
	};
	return { services, bus, pool, stop: forgetOnTouch(services, bus) };
}

const at = (index: number, browser = openBrowser()) => {
	const { services } = instances[index % 2] ?? { services: installation.services };
	return createCommunityContext(services, here.community, browser);
};

/** A process of its own with the whole product in it, at which strangers knock when it is told to. */
async function ownProcess() {
	const program = new URL('guess-at-once.ts', import.meta.url).pathname;
	const dataDir = await mkdtemp(join(tmpdir(), 'kith-knock-'));
	const { platformOrigin } = installation.services;
	const args = [program, installation.databaseUrl, dataDir, TEST_SECRET, platformOrigin, 'rowing'];
	const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
	const exited = once(child, 'exit');
	const lines = createInterface({ input: child.stdout });
	const said = async () => String(((await once(lines, 'line')) as unknown[])[0]);
	expect(await said()).toBe('ready');
	return {
		async knock(wish: object): Promise<string[]> {
			child.stdin.write(`${JSON.stringify(wish)}\n`);
			return JSON.parse(await said()) as string[];
		},
		async end() {
			child.stdin.end();
			await exited;
			await rm(dataDir, { recursive: true, force: true });
		},
	};
}

test('of a hundred guesses at once at two processes exactly ten are tried, and of fifty uses of a code one signs in', async () => {
	const processes = await Promise.all([ownProcess(), ownProcess()]);
	try {
		const knock = async (wish: object) =>
			tally((await Promise.all(processes.map((one) => one.knock(wish)))).flat());
		const email = `${newId()}@example.org`;
		expect(await knock({ email, password: 'a guess', times: 50 })).toEqual({
			...{ 'identity.bad_password': 10, 'limits.too_many': 90 },
		});
		const newcomer = `${newId()}@example.org`;
		await communityCaller(await at(0)).identity.requestCode({ email: newcomer });
		const code = await latestCode(installation, here.id, newcomer);
		const { done, ...others } = await knock({ email: newcomer, code, times: 25 });
		expect(done).toBe(1);
		expect(others).toEqual({ 'identity.bad_code': 9, 'limits.too_many': 40 });
	} finally {
		await Promise.all(processes.map((one) => one.end()));
	}
}, 120_000);

test('a session that is ended in one process is refused by the other within a second', async () => {
	const email = `${newId()}@example.org`;
	const [phone, laptop] = [
		await signedIn(installation, here, email),
		await signedIn(installation, here, email),
	];
	expect((await at(0, phone)).viewer).not.toBeNull();
	expect((await at(1, laptop)).viewer).not.toBeNull();
	const api = communityCaller(await at(1, laptop));
	const other = (await api.identity.sessions()).find(({ isCurrent }) => !isCurrent);
	await api.identity.revokeSession({ sessionId: other?.id ?? '' });
	const isIn = async () => (await at(0, phone)).viewer !== null;
	for (let waited = 0; (await isIn()) && waited < 1000; waited += 20) await wait(20);
	expect(await isIn()).toBe(false);
	expect((await at(0, laptop)).viewer).not.toBeNull();
});

test('what a role no longer allows is refused by the other process within five seconds, in sessions that are open', async () => {
	const { email } = await here.member('moderator', 'Mo Keeper');
	const browser = await signedIn(installation, here, email);
	const may = async () => (await at(0, browser)).grants.has('posts:moderate');
	expect(await may()).toBe(true);
	const owner = communityCaller(await at(1, await signedIn(installation, here, here.ownerEmail)));
	const { roles } = await owner.roles.matrix();
	const role = roles.find(({ key }) => key === 'moderator');
	if (!role) throw new Error('no moderators');
	await owner.roles.save({
		changes: [
			{ roleId: role.id, version: role.version, permissions: { 'posts:moderate': 'deny' } },
		],
	});
	const began = Date.now();
	while ((await may()) && Date.now() - began < 5000) await wait(20);
	expect(await may()).toBe(false);
});

test('what was open by a session that ends in one process is cut off by the other within five seconds', async () => {
	const [one] = instances;
	if (!one) throw new Error('no process');
	const other = await startTestServer({ services: one.services });
	const { email } = await here.member('member', 'Stan Stream');
	const laptop = await signedIn(installation, here, email);
	const bystander = await signedIn(installation, here, (await here.member('member', 'By')).email);
	const stream = await other.listen(HOST, { cookie: laptop.cookie });
	const theirs = await other.listen(HOST, { cookie: bystander.cookie });
	await communityCaller(await at(1, laptop)).identity.signOutEverywhere();
	const began = Date.now();
	while (stream.isOpen && Date.now() - began < 5000) await wait(20);
	expect([stream.isOpen, theirs.isOpen]).toEqual([false, true]);
	theirs.close();
	await other.close();
});

const batch = (path: string, inputs: readonly object[], headers: Record<string, string> = {}) =>
	server.ask(HOST, `/api/trpc/${inputs.map(() => path).join(',')}?batch=1`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: `http://${HOST}`, ...headers },
		body: JSON.stringify(
			Object.fromEntries(inputs.map((input, index) => [index, wire.serialize(input)])),
		),
	});

/** All of these strangers knock from one address: what it tried before is forgotten. */
const forgetTries = () => installation.owner.query('truncate streams.rate_limits');

test('an answer has the same status, body and headers whoever the address belongs to', async () => {
	const { email: member } = await here.member('member', 'Mia Known');
	const { email: staff } = await createTestStaff(installation);
	const platform = 'kith.localhost:4000';
	const doors = [
		...[
			{ host: HOST, known: member },
			{ host: HOST, known: here.ownerEmail },
		],
		...[
			{ host: platform, known: staff },
			{ host: platform, known: here.ownerEmail },
		],
	];
	const tries = [
		...[{ path: 'identity.requestCode', more: {} }],
		...[{ path: 'identity.signInWithCode', more: { code: '123456' } }],
		...[{ path: 'identity.signInWithPassword', more: { password: 'a guess' } }],
	];
	for (const { host, known } of doors)
		for (const { path, more } of tries) {
			const answerTo = async (email: string) => {
				await forgetTries();
				const { status, headers, body } = await server.ask(host, `/api/trpc/${path}`, {
					method: 'POST',
					headers: { 'content-type': 'application/json', origin: `http://${host}` },
					body: JSON.stringify(wire.serialize({ email, ...more })),
				});
				const { date: _date, ...said } = headers;
				return { status, headers: said, body: body.replaceAll(email, 'the address') };
			};
			const stranger = await answerTo(`${newId()}@example.org`);
			expect(stranger.body).toMatch(/"result"|identity\.bad_/);
			expect(await answerTo(known), `${host} ${path}`).toEqual(stranger);
		}
});

test('an invitation is sent, shown and taken up in the same words whoever the address belongs to', async () => {
	const owner = communityCaller(await at(1, await signedIn(installation, here, here.ownerEmail)));
	const roleId = newId();
	await owner.roles.create({
		...{ id: roleId, name: 'Ambassador', permissions: { 'members:invite': 'allow' } },
	});
	const { memberId, email: ambassador } = await here.member('member', 'Amy Ambassador');
	await owner.roles.give({ memberId, roleId, spaceId: null });
	installation.services.snapshots.drop(here.id);
	const { cookie } = await signedIn(installation, here, ambassador);
	const { email: member } = await here.member('member', 'Max Member');
	const { email: account } = await here.person(`${newId()}@example.org`, 'Ann Account');
	const { email: away } = await here.member('member', 'Ali Away', 'removed');
	const say = async (path: string, input: object, email: string, headers = {}) => {
		const answer = await server.ask(HOST, `/api/trpc/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', origin: `http://${HOST}`, ...headers },
			body: JSON.stringify(wire.serialize(input)),
		});
		const { date: _date, ...said } = answer.headers;
		const body = answer.body.replaceAll(email, 'the address');
		return { status: answer.status, headers: said, body };
	};
	const answersTo = async (email: string) => {
		await forgetTries();
		const sent = await say('members.invite', { emails: [email], roleKey: 'member' }, email, {
			cookie,
		});
		const token = await tokenSentTo(email);
		const input = encodeURIComponent(JSON.stringify(wire.serialize({ token })));
		const shown = await server.ask(HOST, `/api/trpc/members.invitation?input=${input}`);
		const code = { email, code: '123456', name: 'Somebody', invitation: token };
		const asked = await say('identity.requestCode', { email }, email);
		const wrong = await say('identity.signInWithCode', code, email);
		const masked = `${email.slice(0, 1)}…@${email.split('@')[1]}`;
		const page = { status: shown.status, body: shown.body.replaceAll(masked, 'the address') };
		return { sent, asked, wrong, page };
	};
	const stranger = await answersTo(`${newId()}@example.org`);
	expect(stranger.sent.body).toContain('"result"');
	expect(stranger.page.body).toContain('Amy Ambassador');
	expect(stranger.page.body).toContain('the address');
	expect(stranger.wrong.body).toContain('identity.bad_code');
	for (const known of [member, account, away]) expect(await answersTo(known)).toEqual(stranger);
});

/** The token in the newest invitation to an address, as its mail brings it. */
async function tokenSentTo(email: string): Promise<string> {
	const { rows } = await installation.owner.query<{ sealed: string }>(
		`select payload->>'sealedToken' as sealed from streams.outbox where type = 'members.invited'
			and payload->>'invitationId' = (select id::text from ${quotedSchemaOf(here.id)}.invitations
				where email = $1 order by created_at desc limit 1)`,
		[email],
	);
	return unseal(installation.services.secret, 'invitation', rows[0]?.sealed ?? '');
}

test('every call of a batch counts, and the answer says when to try again', async () => {
	const guess = { email: `${newId()}@example.org`, password: 'a guess' };
	const ten = await batch('identity.signInWithPassword', Array(10).fill(guess));
	const tried = new Set(ten.body.match(/identity\.bad_password|limits\.too_many/g));
	expect(tried).toContain('limits.too_many');
	const more = await batch('identity.signInWithPassword', [guess]);
	expect(more.status).toBe(429);
	expect(more.body).toContain('limits.too_many');
	const seconds = Number(more.headers['retry-after']);
	expect(seconds).toBeGreaterThan(0);
	expect(seconds).toBeLessThanOrEqual(3600);
});

test('an address that a sender writes into a header gives them no new attempts', async () => {
	let last = '';
	for (let round = 0; round < 7; round++) {
		const wishes = Array.from({ length: 10 }, () => ({ email: `${newId()}@example.org` }));
		const ip = `203.0.113.${round}`;
		const headers = { 'x-forwarded-for': ip, forwarded: `for=${ip}` };
		last = (await batch('identity.requestCode', wishes, headers)).body;
	}
	expect(last.match(/limits\.too_many/g)?.length).toBeGreaterThanOrEqual(10);
	expect(last).not.toContain('"result"');
});
