import { rm } from 'node:fs/promises';
import { makeDatabaseDirectory } from '@kith/testing/database-directory';
import { freePort, startInstallation } from './installation.ts';

/**
 * One installation for the whole run, as `npm start` gives it; or the running one that `KITH_E2E_ORIGIN` names, to
 * write a journey without waiting for a start each time.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
	if (process.env.KITH_E2E_ORIGIN) return undefined;
	const dataDir = await makeDatabaseDirectory('kith-e2e-');
	const installation = await startInstallation(dataDir, await freePort());
	process.env.KITH_E2E_ORIGIN = installation.origin;
	return async () => {
		await installation.kill('SIGINT');
		await rm(dataDir, { recursive: true, force: true });
	};
}
