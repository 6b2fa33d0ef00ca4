import { parentPort, workerData } from 'node:worker_threads';
import { probeFilm } from './probe.ts';

type Answer = { id: number; bytes: Uint8Array };

const waiting = new Map<number, (bytes: Uint8Array) => void>();
let asked = 0;

parentPort?.on('message', ({ id, bytes }: Answer) => {
	waiting.get(id)?.(bytes);
	waiting.delete(id);
});

/** The bytes are with the thread that asked; this one has no storage and no network. */
function read(start: number, end: number): Promise<Uint8Array> {
	const id = (asked += 1);
	return new Promise((resolve) => {
		waiting.set(id, resolve);
		parentPort?.postMessage({ id, start, end });
	});
}

const { size } = workerData as { size: number };
const facts = await probeFilm({ size, read }).catch(() => null);
parentPort?.postMessage({ facts });
