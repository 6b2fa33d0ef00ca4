import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDiskStore } from './disk-store.ts';
import { BAD_KEYS, storeContract } from './store.contract.ts';

describe('disk store', () => {
	let root: string;
	let made = 0;
	const fresh = () => path.join(root, `store-${(made += 1)}`);

	beforeAll(async () => {
		root = await mkdtemp(path.join(tmpdir(), 'kith-store-'));
	});
	afterAll(() => rm(root, { recursive: true, force: true }));

	storeContract(async () => createDiskStore(fresh()));

	test('no refused key has left a trace outside or inside of the folder', async () => {
		const before = await readdir(root);
		const dir = fresh();
		const store = createDiskStore(dir);
		for (const key of BAD_KEYS)
			await store.put(key, Buffer.from('x'), { contentType: 'image/png' }).catch(() => undefined);
		expect(await readdir(root)).toEqual(before);
	});

	test('a second process on the same folder sees the same blobs', async () => {
		const dir = fresh();
		await createDiskStore(dir).put('c1/a', Buffer.from('x'), { contentType: 'image/png' });
		expect(await createDiskStore(dir).head('c1/a')).toEqual({ contentType: 'image/png', size: 1 });
	});

	test('failed puts leave no draft, and drafts of a crash go after a day', async () => {
		const dir = fresh();
		const drafts = path.join(dir, '~writing');
		await mkdir(drafts, { recursive: true });
		await writeFile(path.join(drafts, 'old'), 'half');
		await writeFile(path.join(drafts, 'young'), 'half');
		const longAgo = new Date(Date.now() - 25 * 60 * 60 * 1000);
		await utimes(path.join(drafts, 'old'), longAgo, longAgo);
		const store = createDiskStore(dir);
		const options = { contentType: 'image/png', maxBytes: 1 };
		await store.put('c1/a', Buffer.from('too long'), options).catch(() => undefined);
		expect(await readdir(drafts)).toEqual(['young']);
	});
});
