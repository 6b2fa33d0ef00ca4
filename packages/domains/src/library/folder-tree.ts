type Row = { id: string; parentId: string | null };
export type Placed<Folder> = Folder & { depth: number };

/** The folders of a library, parents before what lies in them, each with how deep it lies. */
export function treeOf<Folder extends Row>(rows: readonly Folder[]): Placed<Folder>[] {
	const children = Map.groupBy(rows, ({ parentId }) => parentId);
	const below = (parentId: string | null, depth: number): Placed<Folder>[] =>
		(children.get(parentId) ?? []).flatMap((row) => [
			{ ...row, depth },
			...below(row.id, depth + 1),
		]);
	return below(null, 1);
}

/** A folder and everything in it, itself first; empty for one that is not there. */
export function branchOf<Folder extends Row>(
	rows: readonly Folder[],
	folderId: string,
): Placed<Folder>[] {
	const tree = treeOf(rows);
	const start = tree.findIndex(({ id }) => id === folderId);
	const folder = tree[start];
	if (!folder) return [];
	const rest = tree.slice(start + 1);
	const end = rest.findIndex(({ depth }) => depth <= folder.depth);
	return [folder, ...(end < 0 ? rest : rest.slice(0, end))];
}
