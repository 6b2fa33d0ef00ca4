import { parentPort, workerData } from 'node:worker_threads';
import { keepSmall } from './keep-small.ts';

keepSmall();
// Only now: what is loaded keeps the names that it finds.
const { readWords } = await import('./read-words.ts');
parentPort?.postMessage(await readWords((workerData as { bytes: Uint8Array }).bytes));
