import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort, startInstallation } from '../installation.ts';
import { expect, mailsOf, placesOf, test } from '../journey.ts';
import { finishWizard, signUp } from '../people.ts';

/** The server needs about three times as long to make a community. */
const MOMENT_MS = 30;
const ROOT = new URL('../..', import.meta.url).pathname;

test('the server dies while a community is being made: trying again makes it, once', async ({
	page,
	request,
}) => {
	test.setTimeout(180_000);
	const dataDir = await mkdtemp(join(tmpdir(), 'kith-drill-'));
	// Run by root, the database belongs to another account, which must be able to reach it here.
	await chmod(dataDir, 0o755);
	const port = await freePort();
	let installation = await startInstallation(dataDir, port);
	try {
		const { origin } = installation;
		const mails = mailsOf(request, origin);
		await signUp(page, placesOf(origin), mails, 'phoebe@example.org', 'Phoebe Phoenix');
		await page.getByLabel('Name of the community').fill('Phoenix');
		await page.getByRole('radio', { name: /neighbourhood/i }).check();
		await expect(page.getByText('This address is free.')).toBeVisible();
		await page.route(
			'**/community',
			async (route) => {
				// Whatever the server has done by then, its answer never arrives.
				void route.fetch().catch(() => {});
				await sleep(MOMENT_MS);
				await installation.kill('SIGKILL');
				await route.abort('connectionreset');
			},
			{ times: 1 },
		);
		await page.getByRole('button', { name: 'Continue' }).click();
		await expect(page.getByText(/No answer came/)).toBeVisible();

		installation = await startInstallation(dataDir, port);
		await page.getByRole('button', { name: 'Continue' }).click();
		await finishWizard(page, { name: 'Phoenix', slug: 'phoenix' });
		expect((await ops(dataDir, 'list')).match(/Phoenix/g)).toHaveLength(1);
		expect(await ops(dataDir, 'doctor')).toContain('All is well.');
	} finally {
		await installation.kill('SIGINT');
		await rm(dataDir, { recursive: true, force: true });
	}
});

/** What the operator's command about communities says. */
async function ops(dataDir: string, command: 'list' | 'doctor'): Promise<string> {
	const words = ['apps/server/src/ops.ts', 'communities', command, '--data-dir', dataDir];
	const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: ROOT });
	return stdout;
}
