import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startInstallation } from './installation.ts';

/**
 * One installation for the whole run, as `npm start` gives it; or the running one that `KITH_E2E_ORIGIN` names, to
 * write a journey without waiting for a start each time.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
	if (process.env.KITH_E2E_ORIGIN) return undefined;
	const dataDir = await mkdtemp(join(tmpdir(), 'kith-e2e-'));
	// Run by root, the database belongs to another account, which must be able to reach it here.
	await chmod(dataDir, 0o755);
	const installation = await startInstallation(dataDir, await freePort());
	process.env.KITH_E2E_ORIGIN = installation.origin;
	return async () => {
		await installation.kill('SIGINT');
		await rm(dataDir, { recursive: true, force: true });
	};
}
