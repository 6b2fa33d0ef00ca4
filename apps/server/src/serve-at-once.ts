import { once } from 'node:events';
import { readConfig } from '@kith/kernel/config';
import { createInstallation } from './services.ts';
import { startTestServer } from './test-server.ts';

/**
 * One of several processes of the product that answer the same communities. Arguments: database, data folder, secret,
 * origin of the platform. Says at which port it listens, and ends with its input.
 */
async function serveUntilTold(): Promise<void> {
	const [ownerUrl = '', dataDir = '', secret = '', origin = ''] = process.argv.slice(2);
	const env = { DATA_DIR: dataDir, PLATFORM_ORIGIN: origin, LOG_LEVEL: 'silent' };
	const installation = await createInstallation({ config: readConfig(env), ownerUrl, secret });
	const server = await startTestServer({ services: installation.services });
	process.stdout.write(`${server.port}\n`);
	process.stdin.resume();
	await once(process.stdin, 'end');
	await server.close();
	await installation.close();
}

await serveUntilTold();
