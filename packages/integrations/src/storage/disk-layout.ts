import path from 'node:path';

// '~' cannot stand in a key, so no key can name a folder, a temporary file, or another key's file.
const FOLDER_MARK = '~';

/** Where blobs that are still being written lie; on the same file system, so that a rename is atomic. */
export const temporaryFolder = (root: string): string => path.join(root, '~writing');

/**
 * The file of `key`: `c1/avatars/x` lies at `c1~/avatars~/x`. Folders are marked, so `c1/a` and `c1/a/b` can both
 * exist, as they can in an object store; removing `c1~` removes a community.
 */
export function fileOf(root: string, key: string): string {
	const segments = key.split('/');
	const folders = segments.slice(0, -1).map((segment) => segment + FOLDER_MARK);
	return path.join(root, ...folders, segments.at(-1) ?? '');
}

/** The folder that holds everything below `prefix`, which ends in a slash. */
export const folderOf = (root: string, prefix: string): string =>
	path.dirname(fileOf(root, `${prefix}x`));

/** What a directory entry stands for in a listing: `name/` for a folder of ours, `name` for a file. */
export const listedName = (entry: string): string =>
	entry.endsWith(FOLDER_MARK) ? `${entry.slice(0, -1)}/` : entry;
