import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { pass, Refusal, runChild } from './child.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MODULES = path.join(ROOT, 'node_modules');
const STAMP = path.join(MODULES, '.boot-stamp');
const LOCK = path.join(MODULES, '.boot-lock');
const INSTALL_LIMIT_MS = 20 * 60_000;

/** Installs the dependencies when anything that decides them has changed; one process at a time. */
export async function ensureInstalled() {
	if (isInstalled()) return;
	fs.mkdirSync(MODULES, { recursive: true });
	await takeLock();
	try {
		// Whoever held the lock may just have done it.
		if (!isInstalled()) await install();
	} finally {
		fs.rmSync(LOCK, { force: true });
	}
}

function isInstalled() {
	return fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === fingerprint();
}

/** Changes when anything does that decides what is installed here. */
function fingerprint() {
	const workspace = fs.readFileSync(path.join(ROOT, 'pnpm-workspace.yaml'), 'utf8');
	const groups = [...workspace.matchAll(/^ +- ['"]?([\w-]+)\/\*['"]?$/gm)].map((found) => found[1]);
	const packages = groups.flatMap((group) =>
		listFolder(path.join(ROOT, group)).map((name) => `${group}/${name}/package.json`),
	);
	const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
	for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...packages]) {
		const file = path.join(ROOT, name);
		if (fs.existsSync(file)) hash.update(`${name}\n`).update(fs.readFileSync(file));
	}
	return hash.digest('hex');
}

function listFolder(folder) {
	return fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
}

async function takeLock() {
	let told = false;
	for (;;) {
		try {
			return fs.writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
		} catch (error) {
			if (error.code !== 'EEXIST') throw error;
		}
		const holder = lockHolder();
		if (holder === undefined) fs.rmSync(LOCK, { force: true });
		else if (!told)
			console.error(`kith: waiting for the installation of process ${holder} (${LOCK})`);
		told ||= holder !== undefined;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
}

/** The living process that installs, we or our package manager; undefined when the lock is left over. */
function lockHolder() {
	try {
		const pids = fs.readFileSync(LOCK, 'utf8').split(' ').map(Number).filter(Boolean);
		const age = Date.now() - fs.statSync(LOCK).mtimeMs;
		if (age > INSTALL_LIMIT_MS) return undefined;
		// Created a moment ago, not yet filled in.
		if (pids.length === 0) return age < 2000 ? 'another' : undefined;
		return pids.find((pid) => pid !== process.pid && isAlive(pid));
	} catch (error) {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	}
}

function isAlive(pid) {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return error.code === 'EPERM';
	}
}

async function install() {
	const pnpm = `pnpm@${JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')).config.pnpm}`;
	const began = performance.now();
	process.stderr.write('kith: installing dependencies … ');
	const env = { ...process.env, CI: 'true', npm_config_yes: 'true' };
	// With NODE_ENV=production the package manager would leave out what builds the apps.
	delete env.NODE_ENV;
	const output = [];
	const result = await runChild(
		'npx',
		['--yes', pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'],
		{ cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' },
		{
			wholeGroup: true,
			onOutput: (chunk) => output.push(chunk),
			// If we are killed, the package manager may outlive us.
			onStart: (pid) => fs.writeFileSync(LOCK, `${process.pid} ${pid}`),
		},
	);
	const seconds = ((performance.now() - began) / 1000).toFixed(1);
	if (result.code === 0) {
		fs.writeFileSync(STAMP, fingerprint());
		console.error(`done in ${seconds} s`);
		return;
	}
	const signal = result.signal ?? result.interrupted;
	console.error(`${signal ? 'interrupted' : 'failed'} after ${seconds} s`);
	if (signal) return endBy(signal);
	throw new Refusal(whyInstallFailed(pnpm, result, Buffer.concat(output).toString()));
}

/** Never resolves: nothing may start after an interrupted installation. */
function endBy(signal) {
	fs.rmSync(LOCK, { force: true });
	pass({ signal });
	return new Promise(() => {});
}

function whyInstallFailed(pnpm, result, output) {
	if (result.error)
		return `npx, which comes with npm, cannot be run (${result.error.code}). Install npm and try again.`;
	const lastLines = output.trimEnd().split('\n').slice(-15).join('\n');
	if (output.includes('OUTDATED_LOCKFILE'))
		return `pnpm-lock.yaml does not fit the package.json files. Run: npx ${pnpm} install`;
	return `The installation failed with exit code ${result.code}. Check the network and the disk, then run this again.\n${lastLines}`;
}
