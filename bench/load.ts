import { Agent, request } from 'node:http';
import { childrenOf, cpuOf, quantile } from './measure.ts';
import type { BenchPlace } from './place.ts';
import type { BenchServer } from './server.ts';

export type Target = { slug: string; path: string; cookie?: string };

export type Answer = {
	status: number;
	bytes: number;
	body: string;
	cookie: string;
	/** Where the answer sends the browser; empty when it does not. */
	location: string;
};

type Sending = { agent?: Agent; body?: string; headers?: Readonly<Record<string, string>> };

export type LoadFigures = {
	perSecond: number;
	p50: number;
	p99: number;
	serverCpu: number;
	databaseCpu: number;
	bytes: number;
};

/** Sends one request to a community (or the platform, without a slug) and reads its answer. */
export function send(
	port: number,
	{ slug, path, cookie = '' }: Target,
	{ agent, body, headers: more = {} }: Sending = {},
): Promise<Answer> {
	const host = `${slug ? `${slug}.` : ''}localhost:${port}`;
	const headers: Record<string, string> = { host, cookie };
	if (body !== undefined)
		Object.assign(headers, { origin: `http://${host}`, 'content-type': 'application/json' });
	Object.assign(headers, more);
	const method = body === undefined ? 'GET' : 'POST';
	return new Promise((resolve, reject) => {
		const sent = request(
			{ host: '127.0.0.1', port, path, method, headers, ...(agent ? { agent } : {}) },
			(answer) => {
				const chunks: Buffer[] = [];
				answer.on('data', (chunk: Buffer) => chunks.push(chunk));
				answer.on('error', reject);
				answer.on('end', () => {
					const whole = Buffer.concat(chunks);
					const cookies = (answer.headers['set-cookie'] ?? []).map((line) => line.split(';', 1)[0]);
					resolve({
						...{ status: answer.statusCode ?? 0, bytes: whole.length, body: whole.toString() },
						...{ cookie: cookies.join('; '), location: answer.headers.location ?? '' },
					});
				});
			},
		);
		sent.once('error', reject);
		sent.end(body);
	});
}

/** Asks for what `next` names, `clients` at a time over kept-open connections, for `seconds`. */
export async function load(
	server: BenchServer,
	place: BenchPlace,
	next: () => Target,
	{ seconds, clients }: { seconds: number; clients: number },
): Promise<LoadFigures> {
	const agent = new Agent({ keepAlive: true, maxSockets: clients });
	const took: number[] = [];
	let bytes = 0;
	const run = async (until: number) => {
		while (performance.now() < until) {
			const started = performance.now();
			const answer = await send(server.port, next(), { agent });
			if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
			took.push(performance.now() - started);
			bytes += answer.bytes;
		}
	};
	const everybody = (until: number) =>
		Promise.all(Array.from({ length: clients }, () => run(until)));
	await everybody(performance.now() + 1000);
	took.length = 0;
	bytes = 0;
	const before = cpuNow(server, place);
	const started = performance.now();
	await everybody(started + seconds * 1000);
	const elapsed = performance.now() - started;
	const after = cpuNow(server, place);
	agent.destroy();
	return {
		perSecond: (took.length / elapsed) * 1000,
		p50: quantile(took, 0.5),
		p99: quantile(took, 0.99),
		serverCpu: (after.server - before.server) / took.length,
		databaseCpu: databaseCpu(before.backends, after.backends) / took.length,
		bytes: bytes / took.length,
	};
}

function cpuNow({ pid }: BenchServer, { postmaster }: BenchPlace) {
	const backends = new Map(childrenOf(postmaster()).map((child) => [child, cpuOf(child)]));
	return { server: cpuOf(pid), backends };
}

/** What the processes of the database used in between; one that was not there before began at nothing. */
function databaseCpu(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>) {
	return [...after].reduce((sum, [pid, cpu]) => sum + cpu - (before.get(pid) ?? 0), 0);
}

/** Draws 0 to count - 1 as visitors choose among communities: the n-th is asked for in proportion to 1 / n. */
export function zipf(count: number): () => number {
	const sums: number[] = [];
	let total = 0;
	for (let rank = 1; rank <= count; rank++) sums.push((total += 1 / rank));
	return () => {
		const drawn = Math.random() * total;
		return sums.findIndex((sum) => sum >= drawn);
	};
}
