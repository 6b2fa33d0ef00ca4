import { execFileSync, spawnSync } from 'node:child_process';
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	realpathSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** A throw-away copy of the repository's root: the tools' configs, node_modules, and the files a test gives. */
export type Scratch = { folder: string; [Symbol.dispose](): void };

/** Makes a scratch repository in the system's temporary folder, with `configs` (paths from the root) and `files` (path → text). */
export function scratchRepository(configs: string[], files: Record<string, string>): Scratch {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kith-scratch-')));
	linkDependencies(folder);
	for (const config of ['package.json', 'tsconfig.json', 'scripts/lint', ...configs])
		cpSync(join(ROOT, config), join(folder, config), { recursive: true });
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	execFileSync('git', ['init', '-q'], { cwd: folder });
	return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The root's dependencies, and `@kith/*` pointing at the scratch packages instead of the real ones. */
function linkDependencies(folder: string): void {
	mkdirSync(join(folder, 'node_modules'));
	for (const name of readdirSync(join(ROOT, 'node_modules')))
		if (name !== '@kith' && !name.startsWith('.'))
			symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
	mkdirSync(join(folder, 'node_modules/@kith'));
	for (const name of readdirSync(join(ROOT, 'packages')))
		symlinkSync(join(folder, 'packages', name), join(folder, 'node_modules/@kith', name));
}

/** Runs a JavaScript tool of node_modules in `folder` and returns what it printed, whatever its exit code. */
export function runTool(folder: string, script: string, args: string[]): string {
	const done = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
		cwd: folder,
		encoding: 'utf8',
		timeout: 60_000,
	});
	if (done.error) throw done.error;
	return done.stdout === '' ? done.stderr : done.stdout;
}
