import { runningEmbedded, startEmbedded } from '@kith/db/embedded';
import { createPool } from '@kith/db/connect';
import type { Config } from '@kith/kernel/config';
import { createLogger } from '@kith/kernel/logger';
import type pg from 'pg';
import { prepareDatabase, secretOf } from '../prepare.ts';
import { createInstallation, type Installation } from '../services.ts';
import { Refusal, type Call } from './command.ts';

/** Lends the owner's address of the installation's database, started for the time of `use` when nobody runs it. */
export async function withDatabase<T>(
	{ config, say }: Pick<Call, 'config' | 'say'>,
	use: (ownerUrl: string) => Promise<T>,
): Promise<T> {
	const running = config.DATABASE_URL ?? runningEmbedded(config.DATA_DIR);
	if (running) return use(running);
	const embedded = await startEmbedded({ dataDir: config.DATA_DIR, log: say });
	try {
		return await use(embedded.url());
	} finally {
		await embedded.stop();
	}
}

/** Lends owner connections to a database that was migrated at least once; throws Refusal for any other. */
export function withOwner<T>(call: Call, use: (owner: pg.Pool) => Promise<T>): Promise<T> {
	return withDatabase(call, async (url) => {
		const owner = createPool({ url, max: 4, name: 'ops', logger: createLogger('silent') });
		try {
			await assertPrepared(owner, url);
			return await use(owner);
		} finally {
			await owner.end();
		}
	});
}

async function assertPrepared(owner: pg.Pool, url: string): Promise<void> {
	const { host, pathname } = new URL(url);
	const { rows } = await owner
		.query<{ found: boolean }>(
			`select to_regclass('platform.community_schemas') is not null as found`,
		)
		.catch((cause: unknown) => {
			const reason = cause instanceof Error ? cause.message : String(cause);
			throw new Refusal(`The database at ${host}${pathname} does not answer (${reason}).`);
		});
	if (!rows[0]?.found)
		throw new Refusal(`The database at ${host}${pathname} is empty. Run: npm run ops -- migrate`);
}

/** Lends the whole installation without its HTTP server and worker, on a database brought to this version. */
export function withInstallation<T>(
	call: Pick<Call, 'config' | 'say'>,
	use: (installation: Installation) => Promise<T>,
): Promise<T> {
	return withDatabase(call, async (ownerUrl) => {
		const config: Config = { ...call.config, LOG_LEVEL: 'error' };
		const secret = await secretOf(config);
		await prepareDatabase(ownerUrl, secret);
		const installation = await createInstallation({ config, ownerUrl, secret });
		try {
			return await use(installation);
		} finally {
			await installation.close();
		}
	});
}
