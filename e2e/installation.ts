import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = new URL('..', import.meta.url).pathname;

/** Little is logged, communities are at hand, and who asks is who the journey says. */
const SETTINGS = { LOG_LEVEL: 'warn', POOL_LOW: '8', POOL_HIGH: '16', TRUST_PROXY: 'true' };

export type Installation = {
	origin: string;
	pid: number;
	kill(signal: NodeJS.Signals): Promise<void>;
};

/** Starts the product as an operator does, on a data directory of its own, and waits until it is ready. */
export async function startInstallation(dataDir: string, port: number): Promise<Installation> {
	const child = spawn(
		process.execPath,
		['apps/server/src/start.ts', '--port', String(port), '--data-dir', dataDir],
		{ cwd: ROOT, env: { ...process.env, ...SETTINGS } },
	);
	const output: string[] = [];
	child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
	const origin = `http://localhost:${port}`;
	await untilReady(child, port, output);
	return {
		origin,
		pid: child.pid ?? 0,
		async kill(signal) {
			if (child.exitCode !== null || child.signalCode !== null) return;
			const gone = new Promise((resolve) => child.once('exit', resolve));
			child.kill(signal);
			await gone;
		},
	};
}

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

async function untilReady(child: ChildProcess, port: number, output: string[]): Promise<void> {
	// Both apps are built first, which a busy machine takes minutes for.
	for (let attempt = 0; attempt < 5 * 360; attempt++) {
		if (child.exitCode !== null) throw new Error(`the server ended:\n${output.join('')}`);
		// The addresses are printed last, when the demo communities stand too.
		if (output.join('').includes('Ctrl+C stops everything')) return;
		await sleep(200);
	}
	child.kill('SIGKILL');
	throw new Error(`port ${port} was not ready in six minutes:\n${output.join('')}`);
}
