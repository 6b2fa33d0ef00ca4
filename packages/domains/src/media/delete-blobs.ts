import type { BlobStore } from '../ports.ts';

const PAGE = 100;

/** Deletes every blob whose key starts with `prefix`. */
export async function deleteBelow(blobs: BlobStore, prefix: string): Promise<void> {
	for (;;) {
		const page = await blobs.list(prefix, { limit: PAGE });
		for (const { key } of page) await blobs.delete(key);
		if (page.length < PAGE) return;
	}
}
