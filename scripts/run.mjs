// Plain JavaScript on purpose: any Node from 18 on must be able to read it and say what is wrong.
// Makes sure of the dependencies and of Node 24, then hands over: node scripts/run.mjs <entry.ts> [arguments]
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { pass, Refusal, runChild } from './child.mjs';
import { ensureInstalled } from './install.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIN = path.join(ROOT, 'node_modules', '.bin');

main().catch((error) => {
	console.error(`kith: ${error instanceof Refusal ? error.message : error.stack}`);
	process.exitCode = 1;
});

async function main() {
	const [entry, ...rest] = process.argv.slice(2);
	if (!entry) throw new Refusal('Usage: node scripts/run.mjs <entry.ts> [arguments]');
	if (!hostIsAtLeast(20, 0))
		throw new Refusal(
			`Node ${process.versions.node} is too old. Install Node 20 or newer and try again.`,
		);
	await ensureInstalled();
	pass(await run(chooseNode(), [entry, ...rest]));
}

function chooseNode() {
	const own = path.join(BIN, process.platform === 'win32' ? 'node.cmd' : 'node');
	const candidates = fs.existsSync(own) ? [own] : [];
	if (hostIsAtLeast(22, 18)) candidates.push(process.execPath);
	return candidates;
}

async function run(candidates, args) {
	const [node, ...others] = candidates;
	if (!node)
		throw new Refusal(
			`No Node 24 for ${process.platform}-${process.arch} comes with Kith, and Node ${process.versions.node} is too old. Install Node 22.18 or newer.`,
		);
	const env = { ...process.env, PATH: `${BIN}${path.delimiter}${process.env.PATH ?? ''}` };
	const result = await runChild(node, args, { cwd: ROOT, env, stdio: 'inherit' });
	// Present, but made for another C library.
	return result.error ? run(others, args) : result;
}

function hostIsAtLeast(major, minor) {
	const [hostMajor, hostMinor] = process.versions.node.split('.').map(Number);
	return hostMajor > major || (hostMajor === major && hostMinor >= minor);
}
