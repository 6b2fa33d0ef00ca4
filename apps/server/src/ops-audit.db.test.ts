import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityCaller } from '@kith/domains';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { TEST_SECRET } from '@kith/testing/test-database';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { runCommand } from './ops/run-command.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, { slug: 'north-hall' });
	there = await createTestCommunity(installation, { slug: 'south-hall' });
	for (const community of [here, there]) {
		const { spaces } = communityCaller(await community.as(await founderOf(community)));
		for (const name of ['One', 'Two', 'Three']) await spaces.createGroup({ name });
	}
});
afterAll(() => installation.close());

async function verify(words: string[], secret = TEST_SECRET) {
	const lines: string[] = [];
	const env = { DATABASE_URL: installation.databaseUrl, KITH_SECRET: secret };
	const code = await runCommand(
		['audit', 'verify', ...words],
		env,
		(line) => void lines.push(line),
	);
	return { code, text: lines.join('\n') };
}

const tamper = (text: string) =>
	installation.owner.query(text.replace('LOG', `"c_${there.id}".audit_entries`));

test('sound logs are called sound, with their end to note down', async () => {
	const { code, text } = await verify(['--all']);
	expect(code).toBe(0);
	expect(text).toMatch(/^✓ north-hall: 3 entries, the last 3:[0-9a-f]{64}$/m);
	expect(text).toMatch(/^✓ south-hall: 3 entries/m);
	expect(text).toMatch(/^✓ organization Test community: 0 entries/m);
});

test('what was noted elsewhere is compared', async () => {
	const { text } = await verify(['north-hall']);
	const noted = /3:[0-9a-f]{64}/.exec(text)?.[0] ?? '';
	expect(await verify(['north-hall', '--noted', noted])).toMatchObject({ code: 0 });
	expect(await verify(['north-hall', '--noted', `3:${'0'.repeat(64)}`])).toEqual({
		...{ code: 1, text: '✗ north-hall: entry 3 is not the one that was noted' },
	});
});

test('the first broken entry is named, and the command fails', async () => {
	await tamper(`update LOG set target_id = 'other' where number >= 2`);
	const all = await verify(['--all']);
	expect(all.code).toBe(1);
	expect(all.text).toContain('✗ south-hall: entry 2 is not what was written');
	expect(all.text).toContain('✓ north-hall');
	await tamper('delete from LOG where number = 1');
	expect((await verify(['south-hall'])).text).toBe('✗ south-hall: entry 1 is missing');
});

test('another secret did not sign the end of the log', async () => {
	const { code, text } = await verify(['north-hall'], 'x'.repeat(40));
	expect({ code, text }).toMatchObject({ code: 1, text: expect.stringContaining('not signed') });
});

test('it asks which log is meant', async () => {
	for (const words of [[], ['north-hall', '--all'], ['--all', '--noted', '1:x']])
		expect((await verify(words)).text).toContain('Say which');
	expect((await verify(['nowhere'])).text).toContain('There is no community at "nowhere"');
});
