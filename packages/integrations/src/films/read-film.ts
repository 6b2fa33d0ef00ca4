import { Worker } from 'node:worker_threads';
import type { FilmFacts, FilmSource } from './probe.ts';

type Said = { facts: FilmFacts | null } | { id: number; start: number; end: number };

const PATIENCE_MS = 10_000;
const MEMORY_MB = 96;

/**
 * What a film says of itself, or null. Read in a thread of its own that is stopped after ten seconds and ends by itself
 * above 96 MB: a film made to be hard to read costs its own probe and nothing else.
 */
export async function readFilm(
	source: FilmSource,
	{ patienceMs = PATIENCE_MS } = {},
): Promise<FilmFacts | null> {
	const worker = new Worker(new URL('./film-worker.ts', import.meta.url), {
		workerData: { size: source.size },
		resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 16 },
	});
	const timer = setTimeout(() => void worker.terminate(), patienceMs);
	try {
		return await answerOf(worker, source);
	} finally {
		clearTimeout(timer);
		await worker.terminate();
	}
}

function answerOf(worker: Worker, source: FilmSource): Promise<FilmFacts | null> {
	return new Promise((resolve, reject) => {
		worker.on('message', (said: Said) => {
			if ('facts' in said) return resolve(said.facts);
			// What storage does not give is a failure of ours, not of the film: the job is tried again.
			source
				.read(said.start, said.end)
				.then((bytes) => worker.postMessage({ id: said.id, bytes }), reject);
		});
		worker.on('error', () => resolve(null));
		worker.on('exit', () => resolve(null));
	});
}
