import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { BenchPlace } from './place.ts';

const ROOT = new URL('..', import.meta.url).pathname;

/** Starts the product as `npm start` does, on the database of `place`, with its demo communities. */
export async function startServer({ env }: BenchPlace) {
	const port = await freePort();
	const child = spawn(process.execPath, ['apps/server/src/start.ts', '--port', String(port)], {
		cwd: ROOT,
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	const ready = new Promise<void>((resolve) => {
		child.stdout.on('data', (chunk: Buffer) => {
			output += chunk.toString();
			// The addresses are printed last, when the demo communities stand too.
			if (output.includes('Ctrl+C stops everything')) resolve();
		});
	});
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const exited = once(child, 'exit');
	const ended = exited.then(() => Promise.reject(new Error(`the server ended:\n${output}`)));
	await Promise.race([ready, ended]);
	ended.catch(() => {});
	return {
		port,
		pid: child.pid ?? 0,
		async stop() {
			child.kill('SIGINT');
			await exited;
		},
	};
}

export type BenchServer = Awaited<ReturnType<typeof startServer>>;

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
