import '@kith/domains/mail/svelte-hook';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbedded, type Embedded } from '@kith/db/embedded';
import { readConfig, type Config } from '@kith/kernel/config';
import { printAddresses } from './addresses.ts';
import { buildApps } from './build.ts';
import { fillPool, migrateAll, prepareDatabase, secretOf } from './prepare.ts';
import { runProcess, type Running } from './run-process.ts';
import { seedDemos } from './seed-demos.ts';
import { onSignals } from './signals.ts';

const { values: args } = parseArgs({
	options: {
		port: { type: 'string' },
		'data-dir': { type: 'string' },
		'no-demo': { type: 'boolean', default: false },
		dev: { type: 'boolean', default: false },
	},
});

const say = (line: string) => process.stdout.write(`  ${line}\n`);

async function step<T>(what: string, run: () => Promise<T>): Promise<T> {
	const started = performance.now();
	const result = await run();
	say(`${what} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
	return result;
}

function settings(): Config {
	const config = readConfig({
		...process.env,
		...(args.port ? { PORT: args.port } : {}),
		...(args['data-dir'] ? { DATA_DIR: args['data-dir'] } : {}),
	});
	return { ...config, DATA_DIR: resolve(config.DATA_DIR) };
}

async function database(config: Config): Promise<{ ownerUrl: string; embedded: Embedded | null }> {
	if (config.DATABASE_URL) return { ownerUrl: config.DATABASE_URL, embedded: null };
	const embedded = await step('embedded PostgreSQL is up', () =>
		startEmbedded({ dataDir: config.DATA_DIR, log: say }),
	);
	return { ownerUrl: embedded.url(), embedded };
}

async function prepare(config: Config, ownerUrl: string, secret: string): Promise<void> {
	await step('platform schema is current', () => prepareDatabase(ownerUrl, secret));
	const report = await step('community schemas are current', () => migrateAll(ownerUrl));
	for (const { id, error } of report.failed) say(`community ${id} could not be migrated: ${error}`);
	const built = await fillPool(ownerUrl, config);
	if (built > 0) say(`made ${built} communities ready to be claimed`);
}

async function start(): Promise<void> {
	const config = settings();
	say('Kith is starting …');
	const secret = await secretOf(config);
	const building = args.dev ? Promise.resolve([]) : buildApps(say);
	// A failed build is reported when it is waited for below, after what was started can be stopped.
	building.catch(() => {});
	const { ownerUrl, embedded } = await database(config);
	let running: Running | null = null;
	const stop = async () => {
		await running?.stop();
		await embedded?.stop();
	};
	onSignals(stop);
	try {
		await prepare(config, ownerUrl, secret);
		await building;
		running = await runProcess({
			...{ config, ownerUrl, secret, role: 'all', fromSources: args.dev },
		});
		const demos = args['no-demo'] || config.KITH_ENV === 'production' ? [] : await demo(running);
		printAddresses(config, demos);
	} catch (error) {
		await stop();
		throw error;
	}
}

function demo({ installation, past }: Running) {
	return step('demo communities are in place', () => seedDemos(installation.services, past));
}

start().catch((error: unknown) => {
	process.stderr.write(`\n  ${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
});
