import { readdir } from 'node:fs/promises';
import { isNothing } from './blob-file.ts';
import { folderOf, listedName } from './disk-layout.ts';

/** Keys below `folder` (a key prefix that ends in a slash) that start with `prefix` and lie behind `after`, in byte order. */
export async function* keysIn(
	root: string,
	folder: string,
	prefix: string,
	after: string,
): AsyncGenerator<string> {
	const entries = await readdir(folderOf(root, folder)).catch((error: unknown) => {
		if (isNothing(error)) return [];
		throw error;
	});
	// `name/` sorts where its keys do: behind `name` and `name-b`, before `name0`.
	for (const name of entries.map(listedName).toSorted(byBytes)) {
		const key = folder + name;
		if (!key.endsWith('/')) {
			if (key.startsWith(prefix) && key > after) yield key;
		} else if (mayHold(key, prefix, after)) yield* keysIn(root, key, prefix, after);
	}
}

// Everything in a folder starts with its name, so it lies behind `after` as a whole, before it as a whole, or around it.
const mayHold = (folder: string, prefix: string, after: string): boolean =>
	(folder.startsWith(prefix) || prefix.startsWith(folder)) &&
	(folder > after || after.startsWith(folder));

const byBytes = (a: string, b: string): number => (a < b ? -1 : 1);
