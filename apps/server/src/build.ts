import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { APPS, type AppName } from './apps.ts';

const ROOT = join(APPS, '..');
const NAMES: readonly AppName[] = ['studio', 'community'];
/** What a built app is made from. */
const SOURCES = [
	'packages/ui/src',
	'packages/client/src',
	'packages/kernel/src',
	'packages/domains/src',
];
/** What building writes itself: folders, and whatever the message compiler leaves beside its settings. */
const SKIPPED =
	/(^|\/)(build|node_modules|paraglide|\.svelte-kit|\.svelte-check)(\/|$)|project\.inlang\/(?!settings\.json$)/;

/** Builds the apps whose sources changed since their last build; returns their names. */
export async function buildApps(log: (line: string) => void): Promise<AppName[]> {
	const stale: { name: AppName; key: string }[] = [];
	for (const name of NAMES) {
		const key = await sourceKey(name);
		const stamp = join(APPS, name, 'build/.build-stamp');
		const isFresh = existsSync(stamp) && (await readFile(stamp, 'utf8')) === key;
		if (!isFresh) stale.push({ name, key });
	}
	await Promise.all(
		stale.map(async ({ name, key }) => {
			const started = performance.now();
			await viteBuild(name);
			await writeFile(join(APPS, name, 'build/.build-stamp'), key);
			log(`built the ${name} app (${((performance.now() - started) / 1000).toFixed(1)} s)`);
		}),
	);
	return stale.map(({ name }) => name);
}

async function sourceKey(name: AppName): Promise<string> {
	const hash = createHash('sha256');
	hash.update(await readFile(join(ROOT, 'pnpm-lock.yaml')));
	for (const folder of [`apps/${name}`, ...SOURCES]) {
		const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
		const files = entries
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.filter((path) => !SKIPPED.test(path.slice(ROOT.length)) && !path.endsWith('.test.ts'))
			.toSorted();
		for (const file of files) hash.update(file.slice(ROOT.length)).update(await readFile(file));
	}
	return hash.digest('hex');
}

async function viteBuild(name: AppName): Promise<void> {
	const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
	const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
		cwd: join(APPS, name),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
	if (code !== 0) throw new Error(`The ${name} app could not be built:\n${output}`);
}

if (import.meta.main) await buildApps((line) => process.stdout.write(`${line}\n`));
