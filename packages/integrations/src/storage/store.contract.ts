import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { BlobStore } from './blob-store.ts';

const PNG = { contentType: 'image/png' };

/** Keys that must be refused by every method: climbing, absolute, encoded, foreign alphabets, no community, no name. */
export const BAD_KEYS = [
	...['', '/', '.', '..', 'c1', 'c1/', '/c1/a', 'c1//a', 'c1/a/', '~writing/a', 'C1/a'],
	...['../etc/passwd', 'c1/../c2/a', 'c1/..', 'c1/.', 'c1/./a', 'c1/a/../../c2/b', '../c1/a'],
	...['c1/..a', 'c1/a..b', 'c1/...', 'c1/a/....//b', '..c1/a', './c1/a', 'c1/a/..\u0000'],
	...[
		'c1\\a',
		'c1/..\\c2',
		'c1/%2e%2e/a',
		'c1/a%00',
		'c1/a\u0000.png',
		'c1/a b',
		'c1/a\n',
		'c1/a~',
	],
	...['c1/ä', 'c1/．．/a', 'c1/a?b', 'c1/a#b', 'c1/a:b', 'c1/*', 'file:///etc/passwd', 'c1/a;b'],
	`c1/${'a'.repeat(161)}`,
	`c1/${'a/'.repeat(300)}a`,
];

/** What every store must do; `makeStore` gives an empty one. */
export function storeContract(makeStore: () => Promise<BlobStore>): void {
	describe('one blob', () => oneBlob(makeStore));
	describe('keys', () => keys(makeStore));
	describe('lists', () => lists(makeStore));
}

const read = async (store: BlobStore, key: string) => {
	const blob = await store.get(key);
	return blob && { ...blob, body: Buffer.from(await new Response(blob.body).arrayBuffer()) };
};

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += 300_007) yield bytes.subarray(at, at + 300_007);
}

const inChunks = (...chunks: Uint8Array[]) => asStream(chunks);

const asStream = (chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) =>
	Readable.toWeb(Readable.from(chunks, { objectMode: false })) as ReadableStream<Uint8Array>;

function oneBlob(makeStore: () => Promise<BlobStore>): void {
	test('what was put comes back with its size and type', async () => {
		const store = await makeStore();
		const bytes = randomBytes(300_000);
		await store.put('c1/a/b.png', bytes, PNG);
		expect(await store.head('c1/a/b.png')).toEqual({ ...PNG, size: 300_000 });
		expect(await read(store, 'c1/a/b.png')).toEqual({ ...PNG, size: 300_000, body: bytes });
	});

	test('a stream is stored as it comes, an empty one too', async () => {
		const store = await makeStore();
		const parts = [randomBytes(70_000), randomBytes(1), randomBytes(200_000)];
		await store.put('c1/a', inChunks(...parts), PNG);
		await store.put('c1/empty', inChunks(), PNG);
		expect((await read(store, 'c1/a'))?.body).toEqual(Buffer.concat(parts));
		expect(await read(store, 'c1/empty')).toEqual({ ...PNG, size: 0, body: Buffer.alloc(0) });
	});

	test('a part of a blob comes with the size of the whole', async () => {
		const store = await makeStore();
		const bytes = randomBytes(200_000);
		await store.put('c1/a', bytes, PNG);
		const part = async (start: number, end: number) => {
			const blob = await store.get('c1/a', { start, end });
			return [blob?.size, Buffer.from(await new Response(blob?.body).arrayBuffer())];
		};
		expect(await part(0, 0)).toEqual([200_000, bytes.subarray(0, 1)]);
		expect(await part(70_000, 140_000)).toEqual([200_000, bytes.subarray(70_000, 140_001)]);
		expect(await part(199_999, 999_999)).toEqual([200_000, bytes.subarray(199_999)]);
		await expect(store.get('c1/a', { start: 200_000, end: 200_001 })).rejects.toMatchObject({
			code: 'storage.bad_range',
		});
		expect(await store.get('c1/b', { start: 0, end: 1 })).toBeNull();
	});

	test('20 MB come back byte for byte, and a long one that breaks off leaves nothing', async () => {
		const store = await makeStore();
		const bytes = randomBytes(20 * 1024 * 1024);
		await store.put('c1/long', asStream(slices(bytes)), PNG);
		expect((await read(store, 'c1/long'))?.body.equals(bytes)).toBe(true);
		const broken = asStream(
			(async function* () {
				yield* slices(bytes);
				throw new Error('the sender went away');
			})(),
		);
		await expect(store.put('c1/half', broken, PNG)).rejects.toThrow('the sender went away');
		expect(await store.head('c1/half')).toBeNull();
	});

	test('a missing key is null to read, and fine to delete', async () => {
		const store = await makeStore();
		expect(await store.get('c1/a')).toBeNull();
		expect(await store.head('c1/a')).toBeNull();
		await store.delete('c1/a');
		await store.put('c1/a', Buffer.from('x'), PNG);
		await store.delete('c1/a');
		expect(await store.get('c1/a')).toBeNull();
		expect(await store.get('c1/a/below')).toBeNull();
	});

	test('replacing changes bytes and type together', async () => {
		const store = await makeStore();
		await store.put('c1/a', Buffer.from('a longer first text'), PNG);
		await store.put('c1/a', Buffer.from('second'), { contentType: 'text/plain; charset=utf-8' });
		expect(await read(store, 'c1/a')).toEqual({
			contentType: 'text/plain; charset=utf-8',
			size: 6,
			body: Buffer.from('second'),
		});
	});

	test('a body that breaks off or is too long leaves the old blob', async () => {
		const store = await makeStore();
		await store.put('c1/a', Buffer.from('old'), PNG);
		const broken = asStream(
			(async function* () {
				yield Buffer.from('half');
				throw new Error('the sender went away');
			})(),
		);
		await expect(store.put('c1/a', broken, PNG)).rejects.toThrow('the sender went away');
		const long = inChunks(randomBytes(600), randomBytes(600));
		await expect(store.put('c1/a', long, { ...PNG, maxBytes: 1_000 })).rejects.toMatchObject({
			code: 'storage.too_large',
		});
		expect((await read(store, 'c1/a'))?.body).toEqual(Buffer.from('old'));
		expect(await store.list('c1/', { limit: 10 })).toEqual([{ key: 'c1/a', size: 3 }]);
	});

	test('40 parallel puts to one key: readers see one whole blob with its own type', async () => {
		const store = await makeStore();
		const kinds = Array.from({ length: 40 }, (_, index) => ({
			body: Buffer.alloc(50_000 + index, index),
			contentType: `image/x${index}`,
		}));
		await store.put('c1/a', kinds[0]?.body ?? Buffer.alloc(0), { contentType: 'image/x0' });
		const puts = kinds.map(({ body, contentType }) => store.put('c1/a', body, { contentType }));
		const reads = Array.from({ length: 40 }, () => read(store, 'c1/a'));
		for (const blob of await Promise.all(reads)) {
			const kind = kinds.find(({ contentType }) => contentType === blob?.contentType);
			expect(kind && blob?.body.equals(kind.body)).toBe(true);
		}
		await Promise.all(puts);
		expect(await store.list('c1/', { limit: 10 })).toHaveLength(1);
	});
}

function keys(makeStore: () => Promise<BlobStore>): void {
	test('every method refuses a key that is not one blob of one community', async () => {
		const store = await makeStore();
		for (const key of BAD_KEYS) {
			const refused = { code: 'storage.bad_key' };
			await expect(store.put(key, Buffer.from('x'), PNG), key).rejects.toMatchObject(refused);
			await expect(store.get(key), key).rejects.toMatchObject(refused);
			await expect(store.head(key), key).rejects.toMatchObject(refused);
			await expect(store.delete(key), key).rejects.toMatchObject(refused);
		}
	});

	test('a type that would split a header is refused', async () => {
		const store = await makeStore();
		for (const contentType of [
			'',
			'image',
			'image/png\r\nX: y',
			'Image/PNG',
			`a/${'b'.repeat(200)}`,
		])
			await expect(store.put('c1/a', Buffer.from('x'), { contentType })).rejects.toMatchObject({
				code: 'storage.bad_content_type',
			});
	});

	test('a key and keys below it live side by side', async () => {
		const store = await makeStore();
		for (const key of ['c1/a', 'c1/a/b', 'c1/a/b/c', 'c1/.hidden', 'c1/a.meta'])
			await store.put(key, Buffer.from(key), PNG);
		await store.delete('c1/a/b');
		expect((await read(store, 'c1/a'))?.body.toString()).toBe('c1/a');
		expect((await read(store, 'c1/a/b/c'))?.body.toString()).toBe('c1/a/b/c');
		expect(await store.get('c1/a/b')).toBeNull();
	});
}

function lists(makeStore: () => Promise<BlobStore>): void {
	const all = [
		'c1/a',
		'c1/a-b',
		'c1/a.b',
		'c1/a/1',
		'c1/a/2/x',
		'c1/a0',
		'c1/b/1',
		'c10/a',
		'c2/a',
	];
	const filled = async () => {
		const store = await makeStore();
		for (const key of all.toReversed()) await store.put(key, Buffer.from(key), PNG);
		return store;
	};
	const listed = async (store: BlobStore, prefix: string, after?: string) =>
		(await store.list(prefix, { limit: 100, ...(after && { after }) })).map(({ key }) => key);

	test('a list holds the keys with that prefix, in byte order, of one community', async () => {
		const store = await filled();
		expect(await listed(store, 'c1/')).toEqual(all.slice(0, 7));
		expect(await listed(store, 'c1/a')).toEqual(all.slice(0, 6));
		expect(await listed(store, 'c1/a/')).toEqual(['c1/a/1', 'c1/a/2/x']);
		expect(await listed(store, 'c1/a/2')).toEqual(['c1/a/2/x']);
		expect(await listed(store, 'c3/')).toEqual([]);
	});

	test('pages of every size put together are the whole list', async () => {
		const store = await filled();
		for (let limit = 1; limit <= 8; limit += 1) {
			const found: string[] = [];
			for (;;) {
				const after = found.at(-1);
				const page = await store.list('c1/', { limit, ...(after !== undefined && { after }) });
				found.push(...page.map(({ key }) => key));
				if (page.length < limit) break;
			}
			expect(found).toEqual(all.slice(0, 7));
		}
		expect(await listed(store, 'c1/', 'c1/a/1')).toEqual(['c1/a/2/x', 'c1/a0', 'c1/b/1']);
	});

	test('a prefix cannot leave its community, and a limit has bounds', async () => {
		const store = await filled();
		for (const prefix of [
			'',
			'c1',
			'/',
			'../',
			'c1/../',
			'c1/../c2/',
			'c1//',
			'~writing/',
			'c1/a~/',
		])
			await expect(store.list(prefix, { limit: 1 }), prefix).rejects.toMatchObject({
				code: 'storage.bad_key',
			});
		for (const limit of [0, -1, 1.5, Number.NaN, 1_001])
			await expect(store.list('c1/', { limit })).rejects.toMatchObject({
				code: 'storage.bad_limit',
			});
	});
}
