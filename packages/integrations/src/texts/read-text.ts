import { Worker } from 'node:worker_threads';
import { HEAP_MB, HELD_BYTES, MOST_BYTES, PATIENCE_MS } from './limits.ts';
import type { ReadText } from './refused.ts';

const LOOKS_MS = 50;

/**
 * The words of a file, or why they cannot be had. Read in a thread of its own that is stopped after twenty seconds, or
 * when it holds too much, in its heap or beside it: a file made to be hard to read costs itself and nothing else.
 */
export async function readText(
	bytes: Uint8Array,
	{ patienceMs = PATIENCE_MS } = {},
): Promise<ReadText> {
	if (bytes.byteLength > MOST_BYTES) return { refused: 'size' };
	const worker = new Worker(new URL('./text-worker.ts', import.meta.url), {
		workerData: { bytes },
		resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 16 },
		// What a document makes a reader say is nobody's log.
		...{ stdout: true, stderr: true },
	});
	let isOver = false;
	try {
		return await new Promise<ReadText>((resolve) => {
			setTimeout(() => resolve({ refused: 'time' }), patienceMs).unref();
			worker.on('message', (said: ReadText) => resolve(said));
			worker.on('error', ({ name, code }: Error & { code?: string }) =>
				resolve({
					refused:
						code === 'ERR_WORKER_OUT_OF_MEMORY' || name === 'RangeError' ? 'memory' : 'broken',
				}),
			);
			worker.on('exit', () => resolve({ refused: 'broken' }));
			worker.on('online', () => {
				void watch(worker, () => isOver).then((isFull) => {
					if (isFull) resolve({ refused: 'memory' });
				});
			});
		});
	} finally {
		isOver = true;
		await worker.terminate();
	}
}

/** Whether a thread came to hold too much before it was over. */
async function watch(worker: Worker, isOver: () => boolean): Promise<boolean> {
	while (!isOver()) {
		const heap = await worker.getHeapStatistics().catch(() => null);
		if (!heap) return false;
		if (heap.used_heap_size + heap.external_memory > HELD_BYTES) return true;
		await new Promise((resolve) => setTimeout(resolve, LOOKS_MS));
	}
	return false;
}
