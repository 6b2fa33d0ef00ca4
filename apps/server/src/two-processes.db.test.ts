import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { wire } from '@kith/kernel/wire';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { spaceFields } from '@kith/testing/test-content';
import { TEST_SECRET } from '@kith/testing/test-database';
import { signedIn } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { serverAt } from './test-server.ts';

const HOST = 'sailing.kith.localhost:4000';
const IN_TIME_MS = 5000;

let installation: TestInstallation;
let here: TestCommunity;
let processes: Awaited<ReturnType<typeof ownProcess>>[];
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, { slug: 'sailing' });
	processes = await Promise.all([ownProcess(), ownProcess()]);
}, 60_000);
afterAll(async () => {
	await Promise.all(processes.map((one) => one.end()));
	await installation.close();
});

/** The product in a process of its own, asked over HTTP and in no other way. */
async function ownProcess() {
	const program = new URL('serve-at-once.ts', import.meta.url).pathname;
	const dataDir = await mkdtemp(join(tmpdir(), 'kith-serve-'));
	const { platformOrigin } = installation.services;
	const args = [program, installation.databaseUrl, dataDir, TEST_SECRET, platformOrigin];
	const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
	const exited = once(child, 'exit');
	const [port] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
	return {
		...serverAt(Number(port)),
		async end() {
			child.stdin.end();
			await exited;
			await rm(dataDir, { recursive: true, force: true });
		},
	};
}

type Asked = { cookie: string; path: string; input: object };

/** Asks the first process to change something; what it answers. */
async function change({ cookie, path, input }: Asked): Promise<unknown> {
	const answer = await processes[0]?.ask(HOST, `/api/trpc/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: `http://${HOST}`, cookie },
		body: JSON.stringify(wire.serialize(input)),
	});
	expect(answer?.status).toBe(200);
	const { result } = JSON.parse(answer?.body ?? '') as { result: { data?: string } };
	return result.data === undefined ? undefined : wire.deserialize(result.data);
}

/** Waits until it is so, as long as changes may take from one process to the other; whether it came. */
async function inTime(isSo: () => boolean | Promise<boolean>): Promise<boolean> {
	const began = performance.now();
	while (performance.now() - began < IN_TIME_MS) {
		if (await isSo()) return true;
		await wait(20);
	}
	return false;
}

test.each(['in the community', 'in one space'])(
	'a role that one process takes away %s ends what was open at another within five seconds, and is refused there',
	async (where) => {
		const boss = (await signedIn(installation, here, here.ownerEmail)).cookie;
		const input = { ...spaceFields(), visibility: 'private' };
		const made = await change({ cookie: boss, path: 'spaces.create', input });
		const { spaceId: room } = made as { spaceId: string };
		const isScoped = where === 'in one space';
		const { roles } = (await here.as(await founderOf(here))).snapshot;
		const roleId = roles.find(({ key }) => key === (isScoped ? 'space_admin' : 'admin'))?.id ?? '';
		const keeper = await here.member('member', `Kim ${newId().slice(-8)}`);
		const bystander = await here.member('member', `By ${newId().slice(-8)}`);
		const held = { memberId: keeper.memberId, roleId, spaceId: isScoped ? room : null };
		await change({ cookie: boss, path: 'roles.give', input: held });

		const { cookie } = await signedIn(installation, here, keeper.email);
		const theirs = (await signedIn(installation, here, bystander.email)).cookie;
		const path = `/api/trpc/roles.inSpace?input=${encodeURIComponent(JSON.stringify(wire.serialize({ spaceId: room })))}`;
		const answered = async () =>
			(await processes[1]?.ask(HOST, path, { headers: { cookie } }))?.status;
		expect(await inTime(async () => (await answered()) === 200)).toBe(true);
		const stream = await processes[1]?.listen(HOST, { cookie });
		const other = await processes[1]?.listen(HOST, { cookie: theirs });
		expect([stream?.isOpen, other?.isOpen]).toEqual([true, true]);

		await change({ cookie: boss, path: 'roles.take', input: held });
		const began = performance.now();
		expect(await inTime(() => stream?.isOpen === false)).toBe(true);
		expect(await answered()).toBe(403);
		expect(performance.now() - began).toBeLessThan(IN_TIME_MS);
		expect(other?.isOpen).toBe(true);
		other?.close();
	},
	60_000,
);
