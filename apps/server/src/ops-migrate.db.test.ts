import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { runningEmbedded, startEmbedded } from '@kith/db/embedded';
import { createTestDatabase, TEST_SECRET } from '@kith/testing/test-database';
import { openOps } from './ops-fixture.ts';
import { runCommand } from './ops/run-command.ts';

test('an empty database is refused until migrate has run, which may be repeated', async () => {
	const here = await openOps(
		await createTestDatabase(inject('postgresUrl'), 'nothing'),
		TEST_SECRET,
	);
	try {
		for (const words of [
			['communities', 'list'],
			['communities', 'migrate'],
			['jobs', 'failed'],
		])
			expect(await here.ops(...words)).toMatchObject({
				code: 1,
				text: expect.stringContaining('is empty. Run: npm run ops -- migrate'),
			});
		const first = await here.ops('migrate');
		expect(first).toMatchObject({ code: 0, text: expect.stringContaining('made 12 schemas') });
		expect((await here.ops('migrate')).text).toContain('0 migrated');
		expect(await here.ops('communities', 'migrate', '--per-second', '100')).toMatchObject({
			code: 0,
		});
		expect(await here.ops('communities', 'doctor')).toMatchObject({ code: 0 });
	} finally {
		await here.close();
	}
});

test('a community whose step fails is named and makes the exit code 1', async () => {
	const here = await openOps(await createTestDatabase(inject('postgresUrl')), TEST_SECRET);
	try {
		const id = String(await here.ask('select min(id) from platform.community_schemas'));
		await here.ask('update platform.community_schemas set version = 2 where id = $1', [id]);
		const { code, text } = await here.ops('communities', 'migrate');
		expect(text).toMatch(new RegExp(`1 failed\n✗ c_${id}: .*already exists`));
		expect(code).toBe(1);
	} finally {
		await here.close();
	}
});

test('the embedded database is used whether it runs or not', async () => {
	const dataDir = await mkdtemp(join(tmpdir(), 'kith-ops-'));
	// Run by root, the database belongs to another account, which must be able to reach it here.
	await chmod(dataDir, 0o755);
	const lines: string[] = [];
	const ops = (...words: string[]) =>
		runCommand(
			[...words, '--data-dir', dataDir],
			{ POOL_HIGH: '1', POOL_LOW: '1' },
			(line) => void lines.push(line),
		);
	try {
		expect(await ops('migrate')).toBe(0);
		expect(runningEmbedded(dataDir)).toBeNull();
		const running = await startEmbedded({ dataDir, log: () => {} });
		expect(runningEmbedded(dataDir)).toBe(running.url());
		expect(await ops('communities', 'list')).toBe(0);
		expect(await ops('secrets', 'check')).toBe(0);
		await running.stop();
		expect(await ops('communities', 'doctor')).toBe(0);
	} finally {
		await rm(dataDir, { recursive: true, force: true });
	}
}, 60_000);
