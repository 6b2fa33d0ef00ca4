import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { send } from './load.ts';
import { printTable, quantile, row, type Row } from './measure.ts';
import { openPlace } from './place.ts';
import { startServer, type BenchServer } from './server.ts';
import type { Settings } from './settings.ts';

const QUIET = 10;
/** Requests per second of each community that is asked for as usual; the noisy one has ten times as many. */
const USUAL = 1.5;
const TIMES = 10;

const slugOf = (number: number) => `load-${String(number + 1).padStart(5, '0')}`;

/** How much longer the visitors of other communities wait while one community is asked for far more than usual. */
export async function bench({ full }: Settings): Promise<void> {
	const place = await openPlace();
	try {
		await place.fill(QUIET + 1);
		const server = await startServer(place);
		try {
			printTable('A noisy neighbour', await rows(server, full ? 60 : 20));
		} finally {
			await server.stop();
		}
	} finally {
		await place.close();
	}
}

async function rows(server: BenchServer, seconds: number): Promise<Row[]> {
	const others = () => steady(server, { seconds, perSecond: USUAL * QUIET, next: anyOf(QUIET) });
	const noise = (perSecond: number) =>
		steady(server, { seconds, perSecond, next: () => slugOf(QUIET) });
	await Promise.all([others(), noise(USUAL)]);
	const [before] = await Promise.all([others(), noise(USUAL)]);
	const [during, loud] = await Promise.all([others(), noise(USUAL * TIMES)]);
	const [flooded, flood] = await Promise.all([others(), noise(USUAL * TIMES * 20)]);
	const p95 = ({ took }: Steady) => quantile(took, 0.95);
	return [
		row(`${QUIET} communities, each as usual (the baseline), p95`, p95(before), 'ms'),
		row(`the same while another has ${TIMES} times as much, p95`, p95(during), 'ms'),
		row('against the baseline', p95(during) / p95(before), 'x', { most: 2 }),
		row('the loud one itself, p95', p95(loud), 'ms', {
			ratio: [p95(loud) / p95(before), 'baseline'],
		}),
		row(`the same while another has ${TIMES * 20} times as much, p95`, p95(flooded), 'ms', {
			ratio: [p95(flooded) / p95(before), 'baseline'],
		}),
		row('of the others then sent away', flooded.sentAway / flooded.sent, ''),
		row('of the flood sent away', flood.sentAway / flood.sent, ''),
	];
}

type Steady = { took: number[]; sent: number; sentAway: number };

/** Asks so many times a second, whether or not answers have come: as visitors do. */
async function steady(
	{ port }: BenchServer,
	{ seconds, perSecond, next }: { seconds: number; perSecond: number; next: () => string },
): Promise<Steady> {
	const agent = new Agent({ keepAlive: true });
	const took: number[] = [];
	const asked: Promise<void>[] = [];
	let sentAway = 0;
	const ask = async () => {
		const started = performance.now();
		const { status } = await send(port, { slug: next(), path: '/' }, { agent });
		if (status === 200) took.push(performance.now() - started);
		else sentAway += 1;
	};
	const count = Math.round(seconds * perSecond);
	const began = performance.now();
	for (let number = 0; number < count; number++) {
		await pause(Math.max(0, began + (number * 1000) / perSecond - performance.now()));
		asked.push(ask());
	}
	await Promise.all(asked);
	agent.destroy();
	return { took, sent: count, sentAway };
}

function anyOf(count: number): () => string {
	let number = 0;
	return () => slugOf((number += 1) % count);
}
