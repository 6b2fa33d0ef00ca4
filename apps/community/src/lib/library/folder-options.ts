import type { LibraryFolder } from '@kith/domains/library/schema';

type Option = { value: string; label: string };

/** The folders of a library as choices, those inside others set in; `top` stands for none of them. */
export function folderOptions(folders: readonly LibraryFolder[], top: string): Option[] {
	return [
		{ value: '', label: top },
		...folders.map(({ id, name, depth }) => ({
			...{ value: id, label: `${'\u2003'.repeat(depth)}${name}` },
		})),
	];
}

/** The folders from the top of a library to one in it, that one last; empty for one that is not there. */
export function wayTo(folders: readonly LibraryFolder[], folderId: string | null): LibraryFolder[] {
	const folder = folders.find(({ id }) => id === folderId);
	return folder ? [...wayTo(folders, folder.parentId), folder] : [];
}

/** What a folder may move into: everything but itself and what lies in it. */
export function targetsOf(folders: readonly LibraryFolder[], folderId: string): LibraryFolder[] {
	return folders.filter(({ id }) => !wayTo(folders, id).some((step) => step.id === folderId));
}
