import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { addSeconds, systemClock, type Clock } from '@kith/kernel/clock';
import { blobFacts, openBlob, removeBlob, writeBlob } from './blob-file.ts';
import {
	checkContentType,
	checkKey,
	checkLimit,
	checkPrefix,
	type BlobStore,
} from './blob-store.ts';
import { fileOf, temporaryFolder } from './disk-layout.ts';
import { keysIn } from './disk-list.ts';

const DRAFT_LIFE_SECONDS = 24 * 60 * 60;

/** Blobs as files below `dir`, which is made when needed; several processes may share it. */
export function createDiskStore(dir: string, clock: Clock = systemClock): BlobStore {
	const root = path.resolve(dir);
	let swept: Promise<void> | undefined;
	return {
		async put(key, body, options) {
			checkKey(key);
			checkContentType(options.contentType);
			await (swept ??= sweepDrafts(temporaryFolder(root), clock));
			await writeBlob(temporaryFolder(root), fileOf(root, key), body, options);
		},
		async get(key, range) {
			checkKey(key);
			return openBlob(fileOf(root, key), range);
		},
		async head(key) {
			checkKey(key);
			return blobFacts(fileOf(root, key));
		},
		async delete(key) {
			checkKey(key);
			await removeBlob(fileOf(root, key));
		},
		async list(prefix, { limit, after = '' }) {
			checkPrefix(prefix);
			checkLimit(limit);
			const entries: { key: string; size: number }[] = [];
			const start = prefix.slice(0, prefix.lastIndexOf('/') + 1);
			for await (const key of keysIn(root, start, prefix, after)) {
				const facts = await blobFacts(fileOf(root, key));
				if (facts !== null) entries.push({ key, size: facts.size });
				if (entries.length === limit) break;
			}
			return entries;
		},
	};
}

/** Removes what a crash left half written; younger drafts may still be in the making by another process. */
async function sweepDrafts(folder: string, clock: Clock): Promise<void> {
	const oldest = addSeconds(clock.now(), -DRAFT_LIFE_SECONDS);
	for (const name of await readdir(folder).catch(() => [])) {
		const draft = path.join(folder, name);
		const facts = await stat(draft).catch(() => null);
		if (facts !== null && facts.mtime < oldest) await removeBlob(draft);
	}
}
