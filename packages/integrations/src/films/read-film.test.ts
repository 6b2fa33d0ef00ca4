import { expect, test } from 'vitest';
import { readFilm } from './index.ts';
import { testFilm } from './test-film.ts';

const sourceOf = (bytes: Uint8Array) => ({
	size: bytes.byteLength,
	read: async (start: number, end: number) => bytes.slice(start, end),
});

/** What the next thread holds while it runs: its own heap and its own bytes, whatever else the process does. */
function watchThread() {
	const seen = { samples: 0, mostBytes: 0 };
	process.once('worker', (worker) => {
		let isOver = false;
		worker.once('exit', () => (isOver = true));
		const look = async () => {
			while (!isOver) {
				const heap = await worker.getHeapStatistics().catch(() => null);
				if (!heap) return;
				seen.samples += 1;
				const held = heap.total_heap_size + heap.external_memory;
				seen.mostBytes = Math.max(seen.mostBytes, held);
				await new Promise((resolve) => setTimeout(resolve, 5));
			}
		};
		worker.once('online', () => void look());
	});
	return seen;
}

test.for(['mp4', 'webm'] as const)(
	'an %s film says how long and how large it is',
	async (format) => {
		const film = await testFilm({ seconds: 7, width: 640, height: 360, format });
		const facts = await readFilm(sourceOf(film));
		expect(facts).toEqual({ durationMs: 7000, width: 640, height: 360, codec: 'vp9' });
	},
);

test('what is no film, or half of one, says nothing', async () => {
	const film = await testFilm({ seconds: 3, width: 64, height: 64 });
	for (const bytes of [
		Buffer.from('0000001866747970697336d069736f6d', 'hex'),
		Buffer.from('#EXTM3U\nhttp://127.0.0.1/secret.ts\n'),
		Buffer.from('not a film at all'),
		film.slice(0, 40),
	])
		expect(await readFilm(sourceOf(bytes))).toBeNull();
});

test('a film that is never done being read is given up', async () => {
	const source = { size: 1e9, read: () => new Promise<Uint8Array>(() => {}) };
	const started = performance.now();
	expect(await readFilm(source, { patienceMs: 800 })).toBeNull();
	expect(performance.now() - started).toBeLessThan(15_000);
});

test('a film whose boxes claim to be without end costs no memory of ours', async () => {
	const head = Buffer.from('0000001866747970697336d069736f6d00000000697336d0', 'hex');
	const moov = Buffer.alloc(8);
	moov.writeUInt32BE(0x7fffffff, 0);
	moov.write('moov', 4, 'latin1');
	const size = 0x7fffffff;
	const read = async (start: number, end: number) => {
		const bytes = Buffer.alloc(end - start, 0x7f);
		Buffer.concat([head, moov]).subarray(start).copy(bytes);
		return bytes;
	};
	const memory = watchThread();
	expect(await readFilm({ size, read })).toBeNull();
	expect(memory.samples).toBeGreaterThan(0);
	// Its heap is held at 112 MB, and of bytes it is given 48 MB at most.
	expect(memory.mostBytes).toBeLessThan(170 * 1024 * 1024);
}, 20_000);

test('storage that fails is told, so that the job is tried again', async () => {
	const source = { size: 100, read: () => Promise.reject(new Error('no storage')) };
	await expect(readFilm(source)).rejects.toThrow('no storage');
});
